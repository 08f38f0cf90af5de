// # Many pairs at once
//
// A handshake uses no thread while it waits, so many can run at once. This walkthrough starts forty,
// waits for all of them in one wait, and looks at how long they took.

var agents = AgentPair.open();
var count = 40;

// ## Start all
//
// Each invitation starts its own DIDComm thread, so they can't get in each other's way.

var started = System.nanoTime();
var handshakes = new ArrayList<Handshake>();
for (int i = 1; i <= count; i++) {
    var invitation = agents.inviter().invite("Number " + i);
    handshakes.add(Handshake.accept(agents.inviter(), invitation, agents.invitee()));
}

// ## Wait for all

Handshake.awaitAll(handshakes, Duration.ofSeconds(60));
var took = Duration.ofNanos(System.nanoTime() - started);

// ## Look at all
//
// `outcome` returns the pair, or throws what waiting for it alone would have thrown.

var pairs = handshakes.stream().map(handshake -> handshake.outcome(Duration.ofSeconds(60))).toList();
check(pairs.stream().allMatch(Pair::didsMatch), count + " pairs, and the DIDs of each match crosswise");
var threads = new HashSet<String>();
pairs.forEach(pair -> threads.add(pair.inviter().get().thid()));
check(threads.size() == count, "no two share a thread");

// ## Some statistics
//
// From each accept to the moment when both sides were seen to be connected.

var millis = pairs.stream().map(pair -> pair.timeline().length().toMillis()).sorted().toList();
print("%d pairs in %d ms, %.0f a second".formatted(count, took.toMillis(), count * 1000.0 / took.toMillis()));
print("fastest  %5d ms".formatted(millis.get(0)));
print("median   %5d ms".formatted(millis.get(count / 2)));
print("9 of 10  %5d ms or less".formatted(millis.get(count * 9 / 10 - 1)));
print("slowest  %5d ms".formatted(millis.get(count - 1)));

for (int i = 0; i < count; i += 4) {
    print("%2d %s %d ms".formatted(i + 1, "#".repeat((int) Math.max(1, millis.get(i) * 40 / Math.max(1, millis.get(count - 1)))), millis.get(i)));
}

agents.close();
print("06-many-pairs-at-once: finished");
