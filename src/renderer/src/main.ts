document.querySelector('#app')!.textContent = 'Commonplace';
