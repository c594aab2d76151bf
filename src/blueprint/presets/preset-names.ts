// Made from the presets by `npm run generate`.
import type { ConveyorNames } from '../conveyor-names.ts';

/** The names that the preset `transactional` declares. */
export interface TransactionalNames extends ConveyorNames {
  readonly state:
    | 'lead'
    | 'inQualification'
    | 'qualified'
    | 'disqualified'
    | 'deferred'
    | 'activeSelling'
    | 'rampIn'
    | 'regular'
    | 'overdue'
    | 'dormant'
    | 'lost'
    | 'returned'
    | 'closed';
  readonly role: 'telemarketer' | 'clientManager' | 'orderOperator' | 'backOffice' | 'headOfSales';
  readonly transfer:
    | 'startQualification'
    | 'qualify'
    | 'disqualify'
    | 'defer'
    | 'wake'
    | 'releaseUntouched'
    | 'releaseStagnant'
    | 'handToClientManager'
    | 'firstShipment'
    | 'noFurtherOrder'
    | 'buyAgain'
    | 'firstOrderFell'
    | 'everyOrderFell'
    | 'becomeRegular'
    | 'handToOrderOperator'
    | 'becomeOverdue'
    | 'becomeDormant'
    | 'becomeLost'
    | 'stillLost'
    | 'stillDormant'
    | 'stillOverdue'
    | 'orderInTime'
    | 'comeBack'
    | 'neverSlept'
    | 'onlyOverdue'
    | 'onlyDormant'
    | 'proveRegular'
    | 'neverOrdered'
    | 'fallDormantWithoutOrders'
    | 'lostWithoutOrders'
    | 'close';
  readonly source: 'lead' | 'referral' | 'existing';
  readonly fact:
    | 'fit'
    | 'constantNeed'
    | 'cardComplete'
    | 'industry'
    | 'standingOrder'
    | 'contractSigned'
    | 'creditLimit'
    | 'quietMonths'
    | 'segment'
    | 'monthlyVolume';
  readonly hold: 'locked' | 'creditStop' | 'stockOut' | 'duplicateSuspected' | 'protected';
}

/** The names that the preset `mixed` declares. */
export interface MixedNames extends ConveyorNames {
  readonly state:
    | 'cold'
    | 'lead'
    | 'inQualification'
    | 'qualified'
    | 'disqualified'
    | 'deferred'
    | 'inEntry'
    | 'awaitingWindow'
    | 'activeSelling'
    | 'rampIn'
    | 'regular'
    | 'overdue'
    | 'dormant'
    | 'lost'
    | 'returned'
    | 'closed';
  readonly role:
    | 'telemarketer'
    | 'developmentSpecialist'
    | 'clientManager'
    | 'orderOperator'
    | 'salesSupport'
    | 'backOffice'
    | 'headOfSales';
  readonly transfer:
    | 'startQualification'
    | 'qualify'
    | 'disqualify'
    | 'defer'
    | 'wake'
    | 'releaseUntouched'
    | 'releaseStagnant'
    | 'handToDevelopment'
    | 'awaitWindow'
    | 'startSelling'
    | 'decideEarly'
    | 'findNextWindow'
    | 'loseSightOfWindow'
    | 'firstShipment'
    | 'noFurtherOrder'
    | 'buyAgain'
    | 'firstOrderFell'
    | 'everyOrderFell'
    | 'handToClientManager'
    | 'handToOrderOperator'
    | 'reenter'
    | 'winBack'
    | 'becomeOverdue'
    | 'becomeDormant'
    | 'becomeLost'
    | 'stillLost'
    | 'stillDormant'
    | 'stillOverdue'
    | 'orderInTime'
    | 'comeBack'
    | 'neverSlept'
    | 'onlyOverdue'
    | 'onlyDormant'
    | 'proveRegular'
    | 'neverOrdered'
    | 'fallDormantWithoutOrders'
    | 'lostWithoutOrders'
    | 'close';
  readonly source: 'cold' | 'lead' | 'referral' | 'existing';
  readonly fact:
    | 'fit'
    | 'constantNeed'
    | 'cardComplete'
    | 'industry'
    | 'decisionGroupMapped'
    | 'termsAgreed'
    | 'introductionMade'
    | 'standingOrder'
    | 'contractSigned'
    | 'newLine'
    | 'creditLimit'
    | 'quietMonths'
    | 'segment'
    | 'monthlyVolume';
  readonly hold: 'locked' | 'creditStop' | 'stockOut' | 'duplicateSuspected' | 'protected';
}

/** The names that the preset `consultative` declares. */
export interface ConsultativeNames extends ConveyorNames {
  readonly state:
    | 'cold'
    | 'lead'
    | 'inQualification'
    | 'qualified'
    | 'disqualified'
    | 'deferred'
    | 'inEntry'
    | 'awaitingWindow'
    | 'activeSelling'
    | 'rampIn'
    | 'regular'
    | 'overdue'
    | 'dormant'
    | 'lost'
    | 'returned'
    | 'closed';
  readonly role:
    | 'telemarketer'
    | 'developmentSpecialist'
    | 'technicalExpert'
    | 'clientManager'
    | 'headOfSales';
  readonly transfer:
    | 'startQualification'
    | 'qualify'
    | 'disqualify'
    | 'defer'
    | 'wake'
    | 'releaseUntouched'
    | 'releaseStagnant'
    | 'handToDevelopment'
    | 'awaitWindow'
    | 'startSelling'
    | 'decideEarly'
    | 'findNextWindow'
    | 'loseSightOfWindow'
    | 'firstShipment'
    | 'noFurtherOrder'
    | 'buyAgain'
    | 'firstOrderFell'
    | 'everyOrderFell'
    | 'handToClientManager'
    | 'reenter'
    | 'winBack'
    | 'becomeOverdue'
    | 'becomeDormant'
    | 'becomeLost'
    | 'stillLost'
    | 'stillDormant'
    | 'stillOverdue'
    | 'orderInTime'
    | 'comeBack'
    | 'neverSlept'
    | 'onlyOverdue'
    | 'onlyDormant'
    | 'proveRegular'
    | 'neverOrdered'
    | 'fallDormantWithoutOrders'
    | 'lostWithoutOrders'
    | 'close';
  readonly source: 'cold' | 'lead' | 'referral' | 'existing';
  readonly fact:
    | 'fit'
    | 'timeliness'
    | 'cardComplete'
    | 'industry'
    | 'decisionGroupMapped'
    | 'termsAgreed'
    | 'introductionMade'
    | 'solutionConfirmed'
    | 'newLine'
    | 'quietMonths'
    | 'segment'
    | 'monthlyVolume';
  readonly hold: 'locked' | 'creditStop' | 'stockOut' | 'duplicateSuspected' | 'protected';
}

/** The names that the preset `project` declares. */
export interface ProjectNames extends ConveyorNames {
  readonly state:
    | 'cold'
    | 'lead'
    | 'inQualification'
    | 'qualified'
    | 'disqualified'
    | 'deferred'
    | 'inEntry'
    | 'awaitingWindow'
    | 'activeSelling'
    | 'inDelivery'
    | 'completed'
    | 'lost'
    | 'closed';
  readonly role: 'telemarketer' | 'projectSeller' | 'presaleEngineer' | 'projectTeam' | 'headOfSales';
  readonly transfer:
    | 'startQualification'
    | 'qualify'
    | 'disqualify'
    | 'defer'
    | 'wake'
    | 'releaseUntouched'
    | 'releaseStagnant'
    | 'handToProjectSeller'
    | 'awaitWindow'
    | 'startSelling'
    | 'decideEarly'
    | 'findNextWindow'
    | 'loseSightOfWindow'
    | 'handToProjectTeam'
    | 'lose'
    | 'complete'
    | 'close';
  readonly source: 'cold' | 'lead' | 'referral';
  readonly fact:
    | 'fit'
    | 'timeliness'
    | 'cardComplete'
    | 'industry'
    | 'decisionGroupMapped'
    | 'termsAgreed'
    | 'contractSigned'
    | 'solutionConfirmed'
    | 'deliveryAccepted';
  readonly hold: 'locked' | 'creditStop' | 'stockOut' | 'duplicateSuspected' | 'protected';
}
