// # Hand it over
//
// An invitation is a piece of text. Whoever reads it can accept it, once, no matter how it travelled:
// as a link, as a QR code, in a text message or in an e-mail. Here one invitation travels all four
// ways, and we read each of them as its recipient would.

var agents = AgentPair.open();
var made = agents.inviter().invite("Hand it over", "connect", "To get to know each other");
var directory = Files.createTempDirectory("duet-walkthrough");

// ## As a link
//
// The link's host is the agent's placeholder, unless `LINK_BASE` names a page of yours. Agents and
// wallets read only the parameter `_oob`.

var link = new Link(Settings.load().delivery().linkBase());
var byLink = link.deliver(made);
print(byLink.summary());
byLink.remarks().forEach(remark -> print(remark));

// ## As a QR code
//
// The same link as an image, to show on a screen or to print.

var qr = new Qr(link, directory.resolve("invitation.png"));
var byQr = qr.deliver(made);
print(Files.size(byQr.file().get()) + " bytes of PNG");
print(qr.code(made).size() + " modules a side");

// ## In a text message, in an e-mail
//
// Without a gateway or a mail server, the message stays in a file. With `SMS_URL` and `SMTP_HOST`,
// `./duet connect --via sms` and `--via email` send it.

var sms = new Sms(link, new PhoneNumber("+41791234567"), Optional.empty(), directory.resolve("message.txt"));
var mail = new Email(link, new EmailAddress("bob@example.org"), Optional.empty(), directory.resolve("message.eml"));
var bySms = sms.deliver(made);
var byMail = mail.deliver(made);
print(Files.readString(bySms.file().get()));
byMail.remarks().forEach(remark -> print(remark));

// ## Read them again
//
// All four give the same invitation.

var invitation = made.invitation();
for (var delivered : List.of(byLink, byQr, bySms, byMail)) {
    check(delivered.read().equals(invitation), "the same invitation from: " + delivered.summary().split("[ ?]")[0]);
}

// The invitee accepts the one it scanned.

var accepted = agents.invitee().accept(byQr.read());
var pair = Handshake.between(agents.inviter(), made, agents.invitee(), accepted).await();
check(pair.didsMatch(), "connected by a QR code");

for (var file : List.of("invitation.png", "message.txt", "message.eml")) {
    Files.delete(directory.resolve(file));
}
Files.delete(directory);
agents.close();
print("02-hand-it-over: finished");
