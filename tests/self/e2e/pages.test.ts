import './allure-page.ts'; // both show the same runs
import './conformance-page.ts';
import './certificate-page.ts';
