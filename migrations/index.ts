import { CreateSchema1795000000000 } from './1795000000000-CreateSchema.js';
import { AddItemPhrases1796000100000 } from './1796000100000-AddItemPhrases.js';
import { AddQueryPhrases1796000200000 } from './1796000200000-AddQueryPhrases.js';
import { PublishViews1796000300000 } from './1796000300000-PublishViews.js';
import { AddTimepointOrder1796200100000 } from './1796200100000-AddTimepointOrder.js';
import { TakeDocuments1796300000000 } from './1796300000000-TakeDocuments.js';
import { CreateCases1796400000000 } from './1796400000000-CreateCases.js';
import { SeatPeople1796410000000 } from './1796410000000-SeatPeople.js';
import { SetUpBoards1796410010000 } from './1796410010000-SetUpBoards.js';
import { RepeatMeetings1796410020000 } from './1796410020000-RepeatMeetings.js';
import { TakeAttendance1796410030000 } from './1796410030000-TakeAttendance.js';
import { DecideCases1796420000000 } from './1796420000000-DecideCases.js';
import { SpreadRows1796600000100 } from './1796600000100-SpreadRows.js';
import { RememberMappings1796600000200 } from './1796600000200-RememberMappings.js';
import { AnswerQueries1796600000300 } from './1796600000300-AnswerQueries.js';
import { KeepRawMessages1796600000400 } from './1796600000400-KeepRawMessages.js';
import { ScoreDiscussions1796800000000 } from './1796800000000-ScoreDiscussions.js';
import { FindFreshQuestions1796900000000 } from './1796900000000-FindFreshQuestions.js';
import { TellAccessChanges1797000000000 } from './1797000000000-TellAccessChanges.js';
import { ChainAuditInParts1797000000100 } from './1797000000100-ChainAuditInParts.js';
import { MergePatients1797400000000 } from './1797400000000-MergePatients.js';
import { MatchLesions1797600000000 } from './1797600000000-MatchLesions.js';
import { KeepVolumesAndScores1797601000000 } from './1797601000000-KeepVolumesAndScores.js';
import { ProposeTakingOut1797602000000 } from './1797602000000-ProposeTakingOut.js';

/** All migrations in the order in which they run. */
export const migrations = [CreateSchema1795000000000, AddItemPhrases1796000100000, AddQueryPhrases1796000200000, PublishViews1796000300000, AddTimepointOrder1796200100000, TakeDocuments1796300000000, CreateCases1796400000000, SeatPeople1796410000000, SetUpBoards1796410010000, RepeatMeetings1796410020000, TakeAttendance1796410030000, DecideCases1796420000000, SpreadRows1796600000100, RememberMappings1796600000200, AnswerQueries1796600000300, KeepRawMessages1796600000400, ScoreDiscussions1796800000000, FindFreshQuestions1796900000000, TellAccessChanges1797000000000, ChainAuditInParts1797000000100, MergePatients1797400000000, MatchLesions1797600000000, KeepVolumesAndScores1797601000000, ProposeTakingOut1797602000000] as const;
