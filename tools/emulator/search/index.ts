export { searched } from './pages';
