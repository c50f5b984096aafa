import { policyCases } from './policyCases';

policyCases('light');
