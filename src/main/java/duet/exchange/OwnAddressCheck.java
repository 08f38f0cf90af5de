package duet.exchange;

import java.net.URI;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Whether DIDComm addresses of agents of ours lead to an agent, as far as that shows from here. A
 * flaw is no proof: routers often don't lead back into the network that a request comes from.
 */
public final class OwnAddressCheck {

  private OwnAddressCheck() {}

  /**
   * Sends an empty message to each, all at once. Takes a few seconds at most.
   *
   * @return those that don't lead to an agent, each with what is wrong in words that follow it
   */
  public static Map<URI, String> flaws(Collection<URI> addresses) {
    var probes = new LinkedHashMap<URI, CompletableFuture<AddressProbe>>();
    addresses.forEach(address -> probes.put(address, AddressProbe.of(address)));
    var flaws = new LinkedHashMap<URI, String>();
    probes.forEach(
        (address, probe) -> {
          var seen = probe.join();
          if (seen.finding() != AddressProbe.Finding.ANSWERS) {
            flaws.put(address, seen.description().replaceFirst(" too$", ""));
          }
        });
    return flaws;
  }
}
