/**
 * English words that stand for a country: who is from there, and cities that news writes instead of the government or
 * names as the scene. A line is `CODE: demonyms | cities and regions`; demonyms get a plural by rule where English has
 * one. Names and short forms of countries come from the authority. Written for this project from general knowledge;
 * cities are capitals, seats of government and cities of which no other country has one as well known.
 */
export const ENGLISH_FORMS = `
AFG: Afghan, Afghani | Kabul, Kandahar, Herat, Jalalabad, Kunduz, Mazar-i-Sharif
AGO: Angolan | Luanda, Cabinda
ALB: Albanian | Tirana
AND: Andorran | Andorra la Vella
ARE: Emirati | Abu Dhabi, Dubai, Sharjah
ARG: Argentine, Argentinian, Argentinean | Buenos Aires
ARM: Armenian | Yerevan, Gyumri
ATG: Antiguan, Barbudan |
AUS: Australian, Aussie | Canberra, Sydney, Melbourne, Brisbane, New South Wales, Queensland
AUT: Austrian | Vienna, Salzburg
AZE: Azerbaijani, Azeri | Baku, Nakhichevan, Nakhchivan
BDI: Burundian | Bujumbura, Gitega
BEL: Belgian | Brussels, Antwerp
BEN: Beninese, Beninois | Cotonou, Porto-Novo
BFA: Burkinabe, Burkinabè | Ouagadougou
BGD: Bangladeshi | Dhaka, Dacca, Chittagong
BGR: Bulgarian | Sofia, Plovdiv
BHR: Bahraini | Manama
BHS: Bahamian | Nassau
BIH: Bosnian, Herzegovinian, Bosniak, Bosnian Serb, Bosnian Croat, Bosnian Muslim, Bosnian Moslem | Sarajevo, Banja Luka, Mostar, Srebrenica, Gorazde, Tuzla, Bihac, Republika Srpska
BLR: Belarusian, Belarussian, Byelorussian, Belorussian | Minsk, Gomel
BLZ: Belizean | Belmopan
BMU: Bermudian, Bermudan |
BOL: Bolivian | La Paz, Santa Cruz de la Sierra, Cochabamba
BRA: Brazilian | Brasilia, Rio de Janeiro, Sao Paulo
BRB: Barbadian, Bajan | Bridgetown
BRN: Bruneian | Bandar Seri Begawan
BTN: Bhutanese | Thimphu
BWA: Botswanan, Motswana, Batswana | Gaborone
CAF: Central African Republic | Bangui
CAN: Canadian | Ottawa, Toronto, Montreal, Quebec, Ontario, Alberta, British Columbia, Calgary, Vancouver
CHE: Swiss | Bern, Berne, Zurich, Geneva, Lausanne
CHL: Chilean | Santiago, Valparaiso
CHN: Chinese | Beijing, Peking, Shanghai, Guangzhou, Xinjiang, Tibet, Tibetan, Lhasa, Urumqi, Tiananmen
CIV: Ivorian, Ivoirian, Ivorean | Abidjan, Yamoussoukro
CMR: Cameroonian | Yaounde, Yaoundé, Douala
COD: Congolese, Zairean, Zairian | Kinshasa, Goma, Bukavu, Lubumbashi, Kivu
COG: Congolese | Brazzaville
COL: Colombian | Bogota, Medellin
COM: Comorian, Comoran | Moroni
CPV: Cape Verdean, Cabo Verdean | Praia
CRI: Costa Rican |
CUB: Cuban | Havana
CYP: Cypriot, Greek Cypriot, Turkish Cypriot | Nicosia, Limassol
CZE: Czech | Prague, Brno
DEU: German | Berlin, Bonn, Munich, Hamburg, Frankfurt
DJI: Djiboutian | Djibouti
DMA: Dominican | Roseau
DNK: Danish, Dane | Copenhagen
DOM: Dominican | Santo Domingo
DZA: Algerian | Algiers, Oran, Kabylie, Kabylia
ECU: Ecuadorean, Ecuadorian | Quito, Guayaquil
EGY: Egyptian | Cairo, Sinai, Sharm el-Sheikh, Tahrir Square, Luxor
ERI: Eritrean | Asmara
ESH: Sahrawi, Saharawi | El Aaiun, Laayoune
ESP: Spanish, Spaniard, Basque, Catalan | Madrid, Barcelona, Catalonia
EST: Estonian | Tallinn
ETH: Ethiopian | Addis Ababa, Tigray, Tigrayan, Ogaden
FIN: Finnish, Finn | Helsinki
FJI: Fijian | Suva
FRA: French, Frenchman, Frenchmen, Corsican | Paris, Marseille, Strasbourg, Corsica
GAB: Gabonese | Libreville
GBR: British, Briton, Brit, English, Englishman, Englishmen, Scottish, Scot, Welsh, Northern Irish | London, Belfast, Edinburgh, Ulster, Manchester, Londonderry
GEO: Georgian, Abkhaz, Abkhazian, South Ossetian | Tbilisi, Batumi, Abkhazia, South Ossetia, Sukhumi, Tskhinvali
GHA: Ghanaian | Accra
GIN: Guinean | Conakry
GMB: Gambian | Banjul
GNB: Bissau-Guinean, Guinea-Bissauan | Bissau
GNQ: Equatorial Guinean, Equatoguinean | Malabo
GRC: Greek | Athens, Thessaloniki
GRD: Grenadian |
GRL: Greenlander, Greenlandic | Nuuk
GTM: Guatemalan | Guatemala City
GUY: Guyanese |
HKG: Hong Konger, Hongkonger |
HND: Honduran | Tegucigalpa
HRV: Croatian, Croat | Zagreb, Dubrovnik, Vukovar, Krajina
HTI: Haitian | Port-au-Prince
HUN: Hungarian | Budapest
IDN: Indonesian, Acehnese | Jakarta, Aceh, West Papua, Irian Jaya
IND: Indian | New Delhi, Delhi, Mumbai, Bombay, Punjab, Assam, Bangalore, Kolkata, Calcutta
IRL: Irish, Irishman, Irishmen | Dublin
IRN: Iranian, Persian | Tehran, Teheran, Isfahan, Mashhad, Qom
IRQ: Iraqi | Baghdad, Basra, Mosul, Kirkuk, Fallujah, Najaf, Tikrit, Samarra, Irbil, Erbil, Iraqi Kurdistan
ISL: Icelandic, Icelander | Reykjavik
ISR: Israeli | Tel Aviv, Haifa, Galilee
ITA: Italian | Rome, Milan, Naples, Sicily
JAM: Jamaican |
JOR: Jordanian | Amman
JPN: Japanese | Tokyo, Osaka, Hiroshima, Okinawa
KAZ: Kazakh, Kazakhstani | Astana, Nur-Sultan, Almaty, Alma-Ata, Aktau, Zhanaozen, Shymkent, Karaganda, Atyrau, Aktobe, Baikonur
KEN: Kenyan | Nairobi, Mombasa
KGZ: Kyrgyz, Kirghiz, Kyrgyzstani | Bishkek, Jalal-Abad
KHM: Cambodian, Khmer, Kampuchean | Phnom Penh, Kampuchea
KNA: Kittitian, Nevisian |
KOR: South Korean, Korean | Seoul, Busan, Pusan, Kwangju, Gwangju
KWT: Kuwaiti | Kuwait City
LAO: Lao, Laotian | Vientiane
LBN: Lebanese | Beirut, Sidon, Bekaa, Bekaa Valley
LBR: Liberian | Monrovia
LBY: Libyan | Tripoli, Benghazi, Misrata, Sirte
LCA: Saint Lucian, St Lucian |
LIE: Liechtensteiner |
LKA: Sri Lankan, Tamil, Sinhalese | Colombo, Jaffna
LSO: Basotho, Mosotho | Maseru
LTU: Lithuanian | Vilnius, Kaunas
LUX: Luxembourger, Luxembourgish |
LVA: Latvian | Riga
MAR: Moroccan | Rabat, Casablanca, Marrakesh
MCO: Monegasque |
MDA: Moldovan, Moldavian | Chisinau, Kishinev, Transnistria, Trans-Dniester, Tiraspol
MDG: Malagasy, Madagascan | Antananarivo
MDV: Maldivian |
MEX: Mexican | Mexico City, Chiapas, Tijuana, Acapulco
MKD: Macedonian | Skopje, Tetovo
MLI: Malian | Bamako, Timbuktu, Gao
MLT: Maltese | Valletta
MMR: Burmese, Myanmarese | Rangoon, Yangon, Naypyidaw, Rohingya
MNE: Montenegrin | Podgorica
MNG: Mongolian | Ulan Bator, Ulaanbaatar
MOZ: Mozambican | Maputo
MRT: Mauritanian | Nouakchott
MUS: Mauritian | Port Louis
MWI: Malawian | Lilongwe, Blantyre
MYS: Malaysian | Kuala Lumpur, Sabah, Sarawak
NAM: Namibian | Windhoek
NER: Nigerien | Niamey
NGA: Nigerian | Abuja, Lagos, Kano, Niger Delta, Biafra
NIC: Nicaraguan | Managua
NLD: Dutch, Dutchman, Dutchmen | The Hague, Hague, Amsterdam, Rotterdam
NOR: Norwegian | Oslo
NPL: Nepalese, Nepali | Kathmandu, Katmandu
NZL: New Zealander | Wellington, Auckland
OMN: Omani | Muscat
PAK: Pakistani | Islamabad, Karachi, Lahore, Peshawar, Rawalpindi, Sindh, Baluchistan, Balochistan, Waziristan
PAN: Panamanian | Panama City
PER: Peruvian | Lima
PHL: Philippine, Filipino | Manila, Mindanao
PNG: Papua New Guinean | Port Moresby, Bougainville
POL: Polish, Pole | Warsaw, Gdansk, Krakow
PRK: North Korean | Pyongyang, Yongbyon
PRT: Portuguese | Lisbon
PRY: Paraguayan | Asuncion
PSE: Palestinian | Gaza, Gaza Strip, Gaza City, West Bank, Ramallah, Hebron, Nablus, Jericho, Jenin, Bethlehem, Rafah, East Jerusalem, Khan Younis
QAT: Qatari | Doha
ROU: Romanian, Rumanian | Bucharest, Timisoara
RUS: Russian, Chechen, Dagestani, Tatar, Ingush | Moscow, St Petersburg, Saint Petersburg, Chechnya, Grozny, Dagestan, Ingushetia, North Ossetia, Beslan, Siberia, Vladivostok, Tatarstan, Bashkortostan, Kaliningrad, Leningrad, Yekaterinburg, Novosibirsk
RWA: Rwandan, Rwandese | Kigali
SAU: Saudi, Saudi Arabian | Riyadh, Jeddah, Jiddah, Mecca, Medina
SDN: Sudanese | Khartoum, Darfur, Darfuri
SEN: Senegalese | Dakar, Casamance
SGP: Singaporean |
SLB: Solomon Islander | Honiara
SLE: Sierra Leonean, Sierra Leonian | Freetown
SLV: Salvadoran, Salvadorean, Salvadorian | San Salvador
SOM: Somali, Somalian | Mogadishu, Somaliland, Puntland
SRB: Serbian, Serb | Belgrade, Vojvodina, Presevo
SSD: South Sudanese | Juba
STP: Sao Tomean | Sao Tome
SUR: Surinamese | Paramaribo
SVK: Slovak, Slovakian | Bratislava
SVN: Slovenian, Slovene | Ljubljana
SWE: Swedish, Swede | Stockholm, Gothenburg
SWZ: Swazi | Mbabane
SYC: Seychellois |
SYR: Syrian | Damascus, Aleppo, Homs, Idlib, Raqqa
TCD: Chadian | N'Djamena, Ndjamena
TGO: Togolese | Lome, Lomé
THA: Thai, Thailander | Bangkok
TJK: Tajik, Tajikistani | Dushanbe
TKM: Turkmen, Turkmenistani | Ashgabat, Ashkhabad
TLS: East Timorese, Timorese | Dili
TON: Tongan |
TTO: Trinidadian, Tobagonian | Trinidad, Tobago, Port of Spain
TUN: Tunisian | Tunis
TUR: Turkish, Turk | Ankara, Istanbul, Diyarbakir, Izmir
TWN: Taiwanese | Taipei
TZA: Tanzanian | Dar es Salaam, Dodoma, Zanzibar
UGA: Ugandan | Kampala
UKR: Ukrainian, Crimean | Kyiv, Kiev, Donbas, Donbass, Donetsk, Luhansk, Kharkiv, Odesa, Odessa, Lviv, Mariupol, Crimea
URY: Uruguayan | Montevideo
USA: American | Washington, New York, Texas, California, Los Angeles, Chicago, Florida, Hawaii, Alaska, Guantanamo, New Jersey, New Mexico, New England, African American, Native American, Mexican American, Cuban American
UZB: Uzbek, Uzbekistani | Tashkent, Samarkand, Andijan, Karakalpakstan
VAT: | Vatican
VCT: Vincentian |
VEN: Venezuelan | Caracas
VNM: Vietnamese, North Vietnamese, South Vietnamese | Hanoi, Ho Chi Minh City, Saigon
VUT: Ni-Vanuatu | Port Vila
WSM: Samoan | Apia
XKX: Kosovar, Kosovan, Kosovo Albanian, Kosovo Serb | Pristina, Prishtina, Mitrovica
YEM: Yemeni, Yemenite | Sanaa, Sana'a, Aden
ZAF: South African, Afrikaner, Zulu | Pretoria, Johannesburg, Cape Town, Soweto, Durban
ZMB: Zambian | Lusaka
ZWE: Zimbabwean, Rhodesian | Harare, Bulawayo
`;

/**
 * Seats of power and well-known movements, as `CODE: seats | movements`. A movement is an actor, not a country; what is
 * suggested is the country it belongs to or is fought in, and the reason says so.
 */
export const ENGLISH_SEATS = `
AFG: | Taliban, Taleban, Northern Alliance
AGO: | UNITA, MPLA
COL: | FARC, Revolutionary Armed Forces of Colombia
DEU: Bundestag, Bundeswehr |
DZA: | Islamic Salvation Front, FLN
EGY: | Muslim Brotherhood
ETH: | Tigray People's Liberation Front, Oromo Liberation Front
FRA: Elysee, Élysée, Quai d'Orsay |
GBR: Downing Street, Whitehall, Westminster, Buckingham Palace, Scotland Yard, Foreign Office, House of Commons | Irish Republican Army, IRA, Sinn Fein
IND: Lok Sabha |
IRN: Majlis | Revolutionary Guards, Revolutionary Guard
IRQ: | Baath Party, Ba'ath Party, Republican Guard
ISR: Knesset, Mossad | Likud, Gush Emunim
KAZ: Akorda, Ak Orda, Mazhilis, Majilis | Nur Otan
KHM: | Khmer Rouge
LBN: | Hezbollah, Hizbollah, Hizballah, Hizbullah, Amal militia, South Lebanon Army, Phalange
LKA: | Tamil Tigers, Liberation Tigers of Tamil Eelam, LTTE, Tamil Eelam
MAR: | Polisario
MMR: | Karen National Union
MOZ: | RENAMO, FRELIMO
NGA: | Boko Haram
NIC: | Sandinista, Contra rebels
PER: | Shining Path, Tupac Amaru
PHL: Malacanang | Moro Islamic Liberation Front, Moro National Liberation Front, Abu Sayyaf, New People's Army
PSE: | Hamas, Fatah, Palestine Liberation Organization, Palestine Liberation Organisation, Palestinian Liberation Organization, PLO, Islamic Jihad, Palestinian Authority
POL: Sejm |
RUS: Kremlin, State Duma, Duma, FSB, KGB | United Russia
RWA: | Rwandan Patriotic Front
SDN: | Janjaweed, Sudan People's Liberation Army
SLE: | Revolutionary United Front
SOM: | al-Shabaab, al-Shabab
SYR: | Free Syrian Army
TLS: | FRETILIN
TUR: | PKK, Kurdistan Workers' Party, AKP
UGA: | Lord's Resistance Army, LRA
UKR: Verkhovna Rada, Rada |
USA: White House, Pentagon, State Department, Capitol Hill, CIA, FBI, Oval Office, U.S. Congress, Wall Street, Department of State |
VNM: | Viet Cong, Vietcong
YEM: | Houthi
ZAF: | African National Congress, ANC, Inkatha
ZWE: | ZANU, ZANU-PF
`;

/**
 * People who led a state and are named without it, as `CODE: names`. A person stands for the country whose office they
 * held, whenever the report was written. Surnames that many people have are given with a title or a first name.
 */
export const ENGLISH_LEADERS = `
AFG: Hamid Karzai, Karzai, Ashraf Ghani
ARM: Pashinyan, Kocharian, Sargsyan
AUS: Bob Hawke, John Howard
AZE: Ilham Aliyev, Heydar Aliyev, President Aliyev
BLR: Lukashenko, Lukashenka
BRA: Bolsonaro, Lula da Silva
CHN: Xi Jinping, Hu Jintao, Jiang Zemin, Deng Xiaoping
CUB: Fidel Castro, Raul Castro
CZE: Vaclav Havel
DEU: Helmut Kohl, Chancellor Kohl, Angela Merkel, Merkel, Gerhard Schroeder, Olaf Scholz
DZA: Bouteflika
EGY: Mubarak, Anwar Sadat, Mohamed Morsi, Mohammed Morsi, el-Sisi, al-Sisi
FRA: Mitterrand, Chirac, Sarkozy, Emmanuel Macron, Macron, Francois Hollande
GBR: Margaret Thatcher, Thatcher, Tony Blair, John Major, Gordon Brown, David Cameron, Theresa May, Boris Johnson, Prime Minister Blair, Prime Minister Major
GEO: Saakashvili, Shevardnadze
IDN: Suharto
IND: Indira Gandhi, Rajiv Gandhi, Narendra Modi
IRN: Khomeini, Khamenei, Ahmadinejad, Rafsanjani, Khatami, Rouhani
IRQ: Saddam Hussein, Saddam, Nouri al-Maliki
ISR: Netanyahu, Ariel Sharon, Yitzhak Rabin, Ehud Barak, Shimon Peres, Yitzhak Shamir, Ehud Olmert
ITA: Berlusconi
JOR: King Hussein, King Abdullah
KAZ: Tokayev, Nazarbayev, Tokaev, Nazarbaev
KGZ: Japarov, Jeenbekov, Atambayev, Bakiyev, Akayev
LBY: Gaddafi, Qaddafi, Gadhafi, Kadhafi, Khadafy
PAK: Benazir Bhutto, Pervez Musharraf, Musharraf, Nawaz Sharif, Imran Khan
PHL: Marcos, Corazon Aquino, Duterte
POL: Lech Walesa, Jaruzelski, Donald Tusk
PRK: Kim Jong Un, Kim Jong Il, Kim Il Sung
PSE: Yasser Arafat, Arafat, Mahmoud Abbas, Ismail Haniyeh
RUS: Vladimir Putin, Putin, Boris Yeltsin, Yeltsin, Dmitry Medvedev, Medvedev, Lavrov
SAU: King Fahd, Mohammed bin Salman
SRB: Milosevic, Milošević
SYR: Bashar al-Assad, Hafez al-Assad, Assad
TJK: Rahmon, Rakhmon, Rakhmonov
TKM: Niyazov, Berdymukhamedov, Berdimuhamedow
TUR: Recep Tayyip Erdogan, Erdogan, Erdoğan
UKR: Volodymyr Zelensky, Zelensky, Zelenskyy, Yanukovych, Yushchenko, Tymoshenko, Poroshenko
USA: President Reagan, Ronald Reagan, Jimmy Carter, President Carter, President Bush, George Bush, George W. Bush, Bush administration, President Clinton, Bill Clinton, Hillary Clinton, Clinton administration, Reagan administration, Barack Obama, Obama, Donald Trump, President Trump, Trump administration, Joe Biden, Biden, Colin Powell, Condoleezza Rice, Henry Kissinger
UZB: Mirziyoyev, Karimov
VEN: Hugo Chavez, Nicolas Maduro
ZAF: Nelson Mandela, Mandela, Thabo Mbeki
ZWE: Robert Mugabe, Mugabe
`;

/** Names that hold the name of a country or of one of its cities and stand for no country. */
export const NO_COUNTRY =
  'Gulf of Mexico, Gulf of Guinea, Gulf of Oman, Indian Ocean, South China Sea, East China Sea, Sea of Japan, ' +
  'Persian Gulf, English Channel, Latin America, Latin American, South America, South American, Central America, ' +
  'Central American, North America, North American, Inter American, Organization of American States, ' +
  'Organisation of American States, West Indian, West Indies, Royal Dutch Shell, Chinese New Year, Jersey City, ' +
  'North Pole, South Pole, Columbia University, British Airways, American Airlines, Air France, Al Jazeera English, Turkish Airlines, ' +
  'Bank of America, English language, New Guinea, American Express, British Petroleum, Guinea pig, Guinea pigs, ' +
  'Brussels sprouts, French fries, Gulf of Aden, Treaty of Rome, Treaty of Versailles';
