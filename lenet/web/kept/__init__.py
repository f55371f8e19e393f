"""What the server keeps for its visitors: uploads and rendered answers, a little of each, for a while."""
