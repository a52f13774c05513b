/**
 * Peoples and spellings that the authority of countries lacks, as `CODE: words`: a people that lives mostly in one
 * state and is named instead of it. Like all lists here, written for this project from general knowledge.
 */
export const ENGLISH_PEOPLES = `
BFA: Burkinabe
BIH: Bosniak, Bosnian Serb, Bosnian Croat, Bosnian Muslim, Bosnian Moslem
CHN: Tibetan, Uyghur, Uighur
CIV: Ivorean
COD: Zairean, Zairian
CYP: Greek Cypriot, Turkish Cypriot
ESP: Basque, Catalan
ETH: Tigrayan
FRA: Corsican
GNB: Guinea-Bissauan
IDN: Acehnese
KHM: Kampuchean
KOR: Korean
LKA: Tamil, Sinhalese
MCO: Monegasque
MMR: Rohingya
ROU: Rumanian
RUS: Chechen, Dagestani, Tatar, Ingush
SDN: Darfuri
SLE: Sierra Leonian
STP: Sao Tomean
USA: African American, Native American, Mexican American, Cuban American
XKX: Kosovo Albanian, Kosovo Serb
YEM: Yemenite
ZAF: Afrikaner, Zulu
`;

/**
 * Cities and regions that news writes instead of a government or names as the scene, as `CODE: places`: capitals, seats
 * of government and places of which no other country has one as well known.
 */
export const ENGLISH_PLACES = `
AFG: Kabul, Kandahar, Herat, Jalalabad, Kunduz, Mazar-i-Sharif
AGO: Luanda, Cabinda
ALB: Tirana
AND: Andorra la Vella
ARE: Abu Dhabi, Dubai, Sharjah
ARG: Buenos Aires
ARM: Yerevan, Gyumri
AUS: Canberra, Sydney, Melbourne, Brisbane, New South Wales, Queensland
AUT: Vienna, Salzburg
AZE: Baku, Nakhichevan, Nakhchivan
BDI: Bujumbura, Gitega
BEL: Brussels, Antwerp
BEN: Cotonou, Porto-Novo
BFA: Ouagadougou
BGD: Dhaka, Dacca, Chittagong
BGR: Sofia, Plovdiv
BHR: Manama
BHS: Nassau
BIH: Sarajevo, Banja Luka, Mostar, Srebrenica, Gorazde, Tuzla, Bihac, Republika Srpska
BLR: Minsk, Gomel
BLZ: Belmopan
BOL: La Paz, Santa Cruz de la Sierra, Cochabamba
BRA: Brasilia, Rio de Janeiro, Sao Paulo
BRB: Bridgetown
BRN: Bandar Seri Begawan
BTN: Thimphu
BWA: Gaborone
CAF: Bangui
CAN: Ottawa, Toronto, Montreal, Quebec, Ontario, Alberta, British Columbia, Calgary, Vancouver
CHE: Bern, Berne, Zurich, Geneva, Lausanne
CHL: Santiago, Valparaiso
CHN: Beijing, Peking, Shanghai, Guangzhou, Xinjiang, Tibet, Lhasa, Urumqi, Tiananmen
CIV: Abidjan, Yamoussoukro
CMR: Yaounde, Yaoundé, Douala
COD: Kinshasa, Goma, Bukavu, Lubumbashi, Kivu
COG: Brazzaville
COL: Bogota, Medellin
COM: Moroni
CPV: Praia
CUB: Havana
CYP: Nicosia, Limassol
CZE: Prague, Brno
DEU: Berlin, Bonn, Munich, Hamburg, Frankfurt
DJI: Djibouti
DMA: Roseau
DNK: Copenhagen
DOM: Santo Domingo
DZA: Algiers, Oran, Kabylie, Kabylia
ECU: Quito, Guayaquil
EGY: Cairo, Sinai, Sharm el-Sheikh, Tahrir Square, Luxor
ERI: Asmara
ESH: El Aaiun, Laayoune
ESP: Madrid, Barcelona, Catalonia
EST: Tallinn
ETH: Addis Ababa, Tigray, Ogaden
FIN: Helsinki
FJI: Suva
FRA: Paris, Marseille, Strasbourg, Corsica
GAB: Libreville
GBR: London, Belfast, Edinburgh, Ulster, Manchester, Londonderry
GEO: Tbilisi, Batumi, Sukhumi, Tskhinvali
GHA: Accra
GIN: Conakry
GMB: Banjul
GNB: Bissau
GNQ: Malabo
GRC: Athens, Thessaloniki
GRL: Nuuk
GTM: Guatemala City
HND: Tegucigalpa
HRV: Zagreb, Dubrovnik, Vukovar, Krajina
HTI: Port-au-Prince
HUN: Budapest
IDN: Jakarta, Aceh, West Papua, Irian Jaya
IND: New Delhi, Delhi, Mumbai, Bombay, Punjab, Assam, Bangalore, Kolkata, Calcutta
IRL: Dublin
IRN: Tehran, Teheran, Isfahan, Mashhad, Qom
IRQ: Baghdad, Basra, Mosul, Kirkuk, Fallujah, Najaf, Tikrit, Samarra, Irbil, Erbil, Iraqi Kurdistan
ISL: Reykjavik
ISR: Tel Aviv, Haifa, Galilee
ITA: Rome, Milan, Naples, Sicily
JOR: Amman
JPN: Tokyo, Osaka, Hiroshima, Okinawa
KAZ: Astana, Nur-Sultan, Almaty, Alma-Ata, Aktau, Zhanaozen, Shymkent, Karaganda, Atyrau, Aktobe, Baikonur
KEN: Nairobi, Mombasa
KGZ: Bishkek, Jalal-Abad
KHM: Phnom Penh, Kampuchea
KOR: Seoul, Busan, Pusan, Kwangju, Gwangju
KWT: Kuwait City
LAO: Vientiane
LBN: Beirut, Sidon, Bekaa, Bekaa Valley
LBR: Monrovia
LBY: Tripoli, Benghazi, Misrata, Sirte
LKA: Colombo, Jaffna
LSO: Maseru
LTU: Vilnius, Kaunas
LVA: Riga
MAR: Rabat, Casablanca, Marrakesh
MDA: Chisinau, Kishinev, Tiraspol
MDG: Antananarivo
MEX: Mexico City, Chiapas, Tijuana, Acapulco
MKD: Former Yugoslav Republic of Macedonia, FYROM, Skopje, Tetovo
MLI: Bamako, Timbuktu, Gao
MLT: Valletta
MMR: Rangoon, Yangon, Naypyidaw
MNE: Podgorica
MNG: Ulan Bator, Ulaanbaatar
MOZ: Maputo
MRT: Nouakchott
MUS: Port Louis
MWI: Lilongwe, Blantyre
MYS: Kuala Lumpur, Sabah, Sarawak
NAM: Windhoek
NER: Niamey
NGA: Abuja, Lagos, Kano, Niger Delta
NIC: Managua
NLD: The Hague, Hague, Amsterdam, Rotterdam
NOR: Oslo
NPL: Kathmandu, Katmandu
NZL: Wellington, Auckland
OMN: Muscat
PAK: Islamabad, Karachi, Lahore, Peshawar, Rawalpindi, Sindh, Baluchistan, Balochistan, Waziristan
PAN: Panama City
PER: Lima
PHL: Manila, Mindanao
PNG: Port Moresby, Bougainville
POL: Warsaw, Gdansk, Krakow
PRK: Pyongyang, Yongbyon
PRT: Lisbon
PRY: Asuncion
PSE: Gaza, Gaza Strip, Gaza City, West Bank, Ramallah, Hebron, Nablus, Jericho, Jenin, Bethlehem, Rafah, East Jerusalem, Khan Younis
QAT: Doha
ROU: Bucharest, Timisoara
RUS: Moscow, St Petersburg, Saint Petersburg, Chechnya, Grozny, Dagestan, Ingushetia, North Ossetia, Beslan, Siberia, Vladivostok, Tatarstan, Bashkortostan, Kaliningrad, Leningrad, Yekaterinburg, Novosibirsk
RWA: Kigali
SAU: Riyadh, Jeddah, Jiddah, Mecca, Medina
SDN: Khartoum, Darfur
SEN: Dakar, Casamance
SLB: Honiara
SLE: Freetown
SLV: San Salvador
SOM: Mogadishu, Puntland
SRB: Belgrade, Vojvodina, Presevo
SSD: Juba
STP: Sao Tome
SUR: Paramaribo
SVK: Bratislava
SVN: Ljubljana
SWE: Stockholm, Gothenburg
SWZ: Mbabane
SYR: Damascus, Aleppo, Homs, Idlib, Raqqa
TCD: N'Djamena, Ndjamena
TGO: Lome, Lomé
THA: Bangkok
TJK: Dushanbe
TKM: Ashgabat, Ashkhabad
TLS: Dili
TTO: Trinidad, Tobago, Port of Spain
TUN: Tunis
TUR: Ankara, Istanbul, Diyarbakir, Izmir
TWN: Taipei
TZA: Dar es Salaam, Dodoma, Zanzibar
UGA: Kampala
UKR: Kyiv, Kiev, Donbas, Donbass, Donetsk, Luhansk, Kharkiv, Odesa, Odessa, Lviv, Mariupol
URY: Montevideo
USA: Washington, New York, Texas, California, Los Angeles, Chicago, Florida, Hawaii, Alaska, Guantanamo, New Jersey, New Mexico, New England
UZB: Tashkent, Samarkand, Andijan, Karakalpakstan
VAT: Vatican
VEN: Caracas
VNM: Hanoi, Ho Chi Minh City, Saigon
VUT: Port Vila
WSM: Apia
XKX: Pristina, Prishtina, Mitrovica
YEM: Sanaa, Sana'a, Aden
ZAF: Pretoria, Johannesburg, Cape Town, Soweto, Durban
ZMB: Lusaka
ZWE: Harare, Bulawayo
`;

/** Seats of power, as `CODE: names`. */
export const ENGLISH_SEATS = `
DEU: Bundestag, Bundeswehr
FRA: Elysee, Élysée, Quai d'Orsay
GBR: Downing Street, Whitehall, Westminster, Buckingham Palace, Scotland Yard, Foreign Office, House of Commons
IND: Lok Sabha
IRN: Majlis
ISR: Knesset, Mossad
KAZ: Akorda, Ak Orda, Mazhilis, Majilis
PHL: Malacanang
POL: Sejm
RUS: Kremlin, State Duma, Duma, FSB, KGB
UKR: Verkhovna Rada, Rada
USA: White House, Pentagon, State Department, Capitol Hill, CIA, FBI, Oval Office, U.S. Congress, Wall Street, Department of State
`;

/**
 * Well-known movements, as `CODE: names`. A movement is an actor and no country; what is suggested is the country it
 * belongs to or is fought in, and the reason says so.
 */
export const ENGLISH_MOVEMENTS = `
AFG: Taliban, Taleban, Northern Alliance
AGO: UNITA, MPLA
COL: FARC, Revolutionary Armed Forces of Colombia
DZA: Islamic Salvation Front, FLN
EGY: Muslim Brotherhood
ETH: Tigray People's Liberation Front, Oromo Liberation Front
GBR: Irish Republican Army, IRA, Sinn Fein
IRN: Revolutionary Guards, Revolutionary Guard
IRQ: Baath Party, Ba'ath Party, Republican Guard
ISR: Likud, Gush Emunim
KAZ: Nur Otan
KHM: Khmer Rouge
LBN: Hezbollah, Hizbollah, Hizballah, Hizbullah, Amal militia, South Lebanon Army, Phalange
LKA: Tamil Tigers, Liberation Tigers of Tamil Eelam, LTTE, Tamil Eelam
MAR: Polisario
MMR: Karen National Union
MOZ: RENAMO, FRELIMO
NGA: Boko Haram
NIC: Sandinista, Contra rebels
PER: Shining Path, Tupac Amaru
PHL: Moro Islamic Liberation Front, Moro National Liberation Front, Abu Sayyaf, New People's Army
PSE: Hamas, Fatah, Palestine Liberation Organization, Palestine Liberation Organisation, Palestinian Liberation Organization, PLO, Islamic Jihad, Palestinian Authority
RUS: United Russia
RWA: Rwandan Patriotic Front
SDN: Janjaweed, Sudan People's Liberation Army
SLE: Revolutionary United Front
SOM: al-Shabaab, al-Shabab
SYR: Free Syrian Army
TLS: FRETILIN
TUR: PKK, Kurdistan Workers' Party, AKP
UGA: Lord's Resistance Army, LRA
VNM: Viet Cong, Vietcong
YEM: Houthi
ZAF: African National Congress, ANC, Inkatha
ZWE: ZANU, ZANU-PF
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
PHL: Ferdinand Marcos, President Marcos, Imelda Marcos, Corazon Aquino, Duterte
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
