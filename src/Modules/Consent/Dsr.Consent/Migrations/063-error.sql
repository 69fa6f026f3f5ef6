alter table consent_decision add column error_at text;

alter table consent_decision add column error_words text;

alter table consent_decision add column error_by_signature text;

alter table consent_withdrawal add column error_at text;

alter table consent_withdrawal add column error_words text;

alter table consent_withdrawal add column error_by_signature text;
