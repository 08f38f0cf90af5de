package duet.exchange;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * The probes of two sides' DIDComm addresses from here, in the background, each only once: that of
 * the side that begins, and that of the other's mediator. Not thread-safe.
 */
final class AddressProbes {

  private final Map<Side, CompletableFuture<AddressProbe>> probes = new EnumMap<>(Side.class);

  /** Begins those that the DIDs known by now allow. */
  void begin(SidePair<?> pair) {
    for (Side side : pair.sides()) {
      if (!probes.containsKey(side) && (side.begins() || pair.did(side).isPresent())) {
        var address =
            DidCommAddress.of(side, pair)
                .filter(one -> side.begins() || one.mediated() && mayBeCalled(one, pair))
                .flatMap(DidCommAddress::url);
        probes.put(side, address.map(AddressProbe::of).orElseGet(CompletableFuture::new));
      }
    }
  }

  /** Adds what the probes found, where an address may be to blame. */
  Diagnosis addTo(Diagnosis diagnosis, SidePair<?> pair) {
    var judged = diagnosis;
    for (var probe : probes.entrySet()) {
      var found = probe.getValue().getNow(null);
      if (found != null) {
        var address = DidCommAddress.of(probe.getKey(), pair).orElseThrow();
        judged = AddressDiagnosis.of(judged, address, found);
      }
    }
    return judged;
  }

  /** What a stranger's DID names leads nobody to this machine, unless all are here. */
  private static boolean mayBeCalled(DidCommAddress address, SidePair<?> pair) {
    return !address.loopback()
        || DidCommAddress.of(address.owner().other(), pair)
            .filter(DidCommAddress::loopback)
            .isPresent();
  }
}
