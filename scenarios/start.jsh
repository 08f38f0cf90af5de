// Imports and two helpers for the walkthroughs: give this file to jshell before one of them.
import duet.AgentPair;
import duet.agent.*;
import duet.credential.*;
import duet.delivery.*;
import duet.didcomm.*;
import duet.embedded.EmbeddedAgent;
import duet.embedded.EmbeddedMediator;
import duet.exchange.*;
import duet.handshake.*;
import duet.issuance.*;
import duet.presentation.*;
import duet.report.Report;
import duet.session.*;
import duet.settings.Settings;
import java.nio.file.*;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.*;

void print(Object value) {
    System.out.println(value);
}

void check(boolean condition, String what) {
    if (!condition) {
        throw new AssertionError("not so: " + what);
    }
    print("checked: " + what);
}
