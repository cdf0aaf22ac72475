"use strict";
// Every module of the page is there: what the address names is opened.
planalign.linked();
if (planalign.exportAgain) planalign.exportAgain();
