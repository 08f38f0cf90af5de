package duet;

import static org.assertj.core.api.Assertions.assertThat;

import duet.fixture.Installed;
import duet.fixture.NeedsInstalled;
import duet.fixture.Postgres;
import duet.fixture.Run;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The script that makes the Cloud Agents' databases, on a real PostgreSQL. */
@NeedsInstalled(Installed.POSTGRES)
class DatabasesIT {

  private static final String PASSWORD = "it's a \"pass\\word\" $HOME";
  private static final String ROLES =
      "SELECT rolname, rolcanlogin, rolsuper, rolbypassrls FROM pg_roles"
          + " WHERE rolname LIKE '%-application-user' ORDER BY 1";
  private static final String DATABASES =
      "SELECT datname FROM pg_database WHERE datname LIKE 'invite%' ORDER BY 1";

  private static Postgres server;

  @BeforeAll
  static void run_it_once() {
    server = Postgres.start(PASSWORD);
    run(PASSWORD);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void there_are_three_databases_and_roles_for_each_agent() {
    assertThat(server.query("postgres", DATABASES).lines())
        .containsExactly(
            "invitee_agent",
            "invitee_connect",
            "invitee_pollux",
            "inviter_agent",
            "inviter_connect",
            "inviter_pollux");
    assertThat(server.query("postgres", ROLES).lines())
        .hasSize(6)
        .contains("inviter_agent-application-user|t|f|f")
        .allMatch(line -> line.endsWith("-application-user|t|f|f"));
  }

  @Test
  void a_second_run_finds_its_work_done_and_keeps_what_is_in_the_databases() {
    server.query("inviter_connect", "CREATE TABLE kept (id int); INSERT INTO kept VALUES (7)");
    var before = server.query("postgres", DATABASES) + server.query("postgres", ROLES);

    run(PASSWORD);

    assertThat(server.query("postgres", DATABASES) + server.query("postgres", ROLES))
        .isEqualTo(before);
    assertThat(as("inviter_connect", "SELECT id FROM kept")).isEqualTo("7");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "inviter_pollux",
        "inviter_connect",
        "inviter_agent",
        "invitee_pollux",
        "invitee_connect",
        "invitee_agent"
      })
  void an_application_role_works_on_its_agents_tables_under_row_level_security(String database) {
    server.query(
        database,
        "CREATE TABLE peer (id serial, wallet text);"
            + "ALTER TABLE peer ENABLE ROW LEVEL SECURITY;"
            + "CREATE POLICY own ON peer USING (wallet = current_setting('app.wallet', true));"
            + "INSERT INTO peer (wallet) VALUES ('another')");

    var rows =
        as(
            database,
            "SET app.wallet = 'mine'; INSERT INTO peer (wallet) VALUES ('mine');"
                + "UPDATE peer SET wallet = 'mine';"
                + "SELECT wallet, row_security_active('peer') FROM peer");

    assertThat(rows.lines()).last().isEqualTo("mine|t");
    assertThat(rows).doesNotContain("another");
    assertThat(as(database, "SET app.wallet = 'mine'; DELETE FROM peer RETURNING wallet"))
        .contains("DELETE 1");
    assertThat(server.query(database, "SELECT wallet FROM peer")).isEqualTo("another");
  }

  @Test
  void it_can_do_nothing_else() {
    var role = role("inviter_agent");

    refused("inviter_agent", role, PASSWORD, "CREATE TABLE mine (id int)", "permission denied");
    refused("inviter_connect", role, PASSWORD, "SELECT 1", "permission denied for database");
    refused("invitee_agent", role, PASSWORD, "SELECT 1", "permission denied for database");
    refused("inviter_agent", role, "wrong", "SELECT 1", "password authentication failed");
  }

  private static void run(String password) {
    var environment = new HashMap<>(server.environment());
    environment.put("POSTGRES_PASSWORD", password);
    var outcome = Run.of(environment, List.of("sh", "docker/databases.sh"));

    assertThat(outcome.good()).isEqualTo("The databases of inviter and invitee are there.");
  }

  private static String as(String database, String statement) {
    return server.query(database, role(database), PASSWORD, statement).good();
  }

  private static void refused(
      String database, String role, String password, String statement, String reason) {
    var outcome = server.query(database, role, password, statement);
    assertThat(outcome.exitCode()).isNotZero();
    assertThat(outcome.said()).contains(reason);
  }

  private static String role(String database) {
    return database + "-application-user";
  }
}
