import { policyCases } from './policyCases';

policyCases('ceph');
