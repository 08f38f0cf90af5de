package duet.bench;

import duet.didcomm.KeyPair;
import duet.didcomm.PeerDid;
import duet.didcomm.PeerDid.Curve;
import java.net.URI;
import java.security.SecureRandom;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Making a DID with its two key pairs, and reading one. */
@State(Scope.Benchmark)
public class PeerDidBenchmark {

  private static final URI SERVICE = URI.create("http://127.0.0.1:8090/didcomm");

  private final SecureRandom random = new SecureRandom();
  private final String did = create().did();

  @Benchmark
  public final PeerDid create() {
    return PeerDid.create(
        KeyPair.generate(Curve.X25519, random), KeyPair.generate(Curve.ED25519, random), SERVICE);
  }

  @Benchmark
  public PeerDid parse() {
    return PeerDid.parse(did);
  }
}
