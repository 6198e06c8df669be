/** Operations that the matrix leaves out, each with the reason; what is in neither list fails the test. */
export const notAboutOneMessage: Readonly<Record<string, string>> = {
  ...because('what everybody may read, or the way in', [
    ...['listRegions', 'listLeaders', 'listTopics', 'listMessages', 'suggest', 'listGuidance', 'listAdopted'],
    ...[
      'findAnsweredAlike',
      'findGuidance',
      'readStatistics',
      'readStatisticsSchema',
      'readDescription',
      'readProblem',
    ],
  ]),
  ...because('before there is a message', [
    ...['askForProof', 'startVerification', 'confirmVerification', 'writeMessage', 'uploadPicture'],
    'enterByMiniProgram',
  ]),
  ...because('counts whether guidance helped; nobody is asked who they are', ['tellGuidanceOutcome']),
  ...because('one’s own messages, whichever they are', [
    ...['listMine', 'askErasure', 'takeErasureBack', 'askExport', 'readExport', 'fetchExport'],
  ]),
  ...because('what one follows that is no message, and the list of all of it', [
    ...['followLeader', 'unfollowLeader', 'followRegion', 'unfollowRegion', 'followTopic', 'unfollowTopic'],
    'listFollows',
  ]),
  ...because('one’s own account, whatever one wrote', [
    ...['readOwnAccount', 'endOwnSession', 'endOtherSessions', 'sendPhoneCodes', 'changePhone'],
    ...['findEarlier', 'stopPhoneChange', 'stopPhoneChangeByCode', 'takeSmsReply'],
    ...['sendClosingCode', 'closeAccount', 'listOwnWechat', 'unbindOwnWechat'],
    ...['listOwnPushDevices', 'removeOwnPushDevice'],
    ...['readOwnEnterprise', 'askForEnterprise', 'showEnterprise', 'leaveEnterprise'],
  ]),
  ...because('a list of the caller’s own offices or desk', [
    ...['readQueue', 'readWall', 'listWatched', 'readLoad', 'listDossiers', 'readExtensionRequests'],
    ...['readCallSheet', 'hearDesk'],
  ]),
  ...because('the caller’s own notices, phone, filters and table', [
    ...[
      'listNotices',
      'listOwnNotices',
      'readNotices',
      'keepOwnPhone',
      'listFilters',
      'keepFilter',
      'dropFilter',
      'unlock',
    ],
  ]),
  ...because('rules of the platform or of an office', [
    ...['readClockPolicies', 'setClockPolicy', 'endClockPolicy', 'tryClockPolicy', 'setVisitRule'],
    ...['readSignatureRules', 'setSignatureRule', 'endSignatureRule'],
  ]),
  ...because('the schedule and orders of deletion', [
    ...['readRetention', 'setRetention', 'orderDeletion', 'decideDeletion', 'countRetention'],
    ...['readErasures', 'orderErasure', 'holdMessage', 'liftHold'],
  ]),
  ...because('about an account, not about one message', [
    ...[
      'listBans',
      'readBan',
      'proposeBan',
      'decideBan',
      'proposeBanLift',
      'decideBanLift',
      'decideBanAppeal',
    ],
    ...['readOwnBan', 'appealAgainstBan'],
  ]),
  ...because('the access log, over all messages', ['readAccessLog', 'readAccessLogAsFile']),
  ...because('over all messages that somebody may read', ['searchPrivateTexts']),
  ...because('who may write for an enterprise', ['listEnterprises', 'certifyEnterprise']),
  ...because('the templates of an office', [
    ...['readReplyTemplates', 'addReplyTemplate', 'changeReplyTemplate', 'retireReplyTemplate'],
  ]),
  ...because('a clue is no message and has no public code', [
    ...[
      'readClueKey',
      'sendClue',
      'returnToClue',
      'writeAgainOnClue',
      'listClues',
      'readClueFacts',
      'lookAtClue',
      'sendClueFile',
      'lookAtClueFile',
    ],
    ...['takeClueStep', 'listClueLooks', 'listClueKeys', 'publishClueKey', 'keepClueKeyCopy'],
  ]),
  ...because('the roster of an office', [
    ...['makeShift', 'takeBackShift', 'copyWeek', 'readRoster', 'readHandOverNotes', 'leaveHandOverNote'],
  ]),
  ...because('from an office to units below it, or above', [
    ...['listBulletins', 'readBulletin', 'draftNotice', 'draftCircular', 'redrawCircular', 'editBulletin'],
    ...['dropBulletin', 'publishBulletin', 'signReceipt', 'remindUnits'],
    ...['readReportedMessages', 'readReportAsPdf'],
  ]),
};

/** Acts of the rules that no operation on one message carries out, each with the reason. */
export const notByOneOperation: Readonly<Record<string, string>> = {
  ...because('done by whoever sends and by the machine', ['set urgency before transfer']),
  ...because('the machine’s', ['keep the clock']),
  ...because('part of what readAtDesk shows', ['read internal notes']),
  ...because('about an account, which is no message', ['ban, lift a ban', 'appeal against a ban']),
  ...because('about a confidential report, which is no message', ['write a clue', 'examine clues']),
  ...because('done on pages alone, and tried there', [
    ...['see the sender’s network', 'see a sender’s address'],
  ]),
  ...because('about an office or the platform, not about one message', [
    ...['add a reply template', 'read the review queue', 'watch those below', 'read the office queue'],
    ...['send a bulletin', 'sign for a bulletin', 'duty roster', 'hand-over note'],
    ...['keep the directory and people', 'keep the clock policies', 'read the access log'],
    ...['delete by order', 'certify an enterprise', 'name a stand-in', 'ask for a stand-in'],
    ...['search private texts'],
  ]),
};

function because(reason: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, reason]));
}
