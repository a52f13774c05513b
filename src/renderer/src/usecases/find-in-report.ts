export { findInReport } from '../search/find-in-report';
