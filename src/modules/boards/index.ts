export { Board } from './board.entity.js';
export { BoardService } from './board.service.js';
export { BoardsModule } from './boards.module.js';
export { AgendaChange, AgendaItem, Meeting } from './meeting.entity.js';
