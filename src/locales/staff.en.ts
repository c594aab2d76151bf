/** What happens to employees, and why it was refused. */
export const staffEn = {
  employeeHired:
    '{employee:employeeId} is on the staff from {date:happenedAt} on: {role:roles}, {hoursPerMonth} hours a month[, working hours of their own{ownHours}]',
  employeeChanged:
    'the card of {employee:employeeId} is changed: {role:roles}, {hoursPerMonth} hours a month[, working hours of their own{ownHours}][, leaves on {date:leavesAt}]',
  employeeLeft: '{employee:employeeId} left on {date:happenedAt}[: {reason}]',
  absenceRecorded:
    '{employee:employeeId} is absent from {date:from}[ through {last:to}][; {employee:deputyId} stands in]',
  absenceChanged:
    'the absence of {employee:employeeId} is changed: from {date:from}[ through {last:to}][; {employee:deputyId} stands in]',
  absenceCancelled: 'an absence of {employee:employeeId} is cancelled',
  employeeErased: 'personal data of an employee are erased, who is {employee:employeeId} now[: {reason}]',

  EMPLOYEE_EXISTS: 'There is an employee {employee:employeeId} already[, until {date:until}].',
  STILL_EMPLOYED: '{employee:employeeId} is still employed: record first that they leave.',
  LEAVES_BEFORE_HIRED: 'The day of leaving, {date:leavesAt}, is not after the day of hiring, {date:hiredAt}.',
  TOO_MANY_ABSENCES: 'There are {limit} absences in force or to come already.',
  ABSENCE_EXISTS: 'There is an absence {absenceId} already.',
  UNKNOWN_ABSENCE: 'There is no absence {absenceId}.',
  ABSENCE_ENDS_BEFORE_IT_BEGINS: 'The absence would end ({time:to}) before it begins ({time:from}).',
  BEGINS_AS_NEWCOMER:
    'No day of hiring was given: {employee:employeeId} begins as a newcomer ({role:role}), at full capacity from {date:fullFrom} on. Whoever has been here for longer is taken on with the day on which they began.',
  OWN_DEPUTY: '{employee:employeeId} cannot stand in for themselves.',
};
