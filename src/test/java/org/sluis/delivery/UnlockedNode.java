package org.sluis.delivery;

import java.time.Duration;
import org.sluis.SluisApplication;
import org.sluis.consent.Drain;
import org.sluis.consent.Register;
import org.sluis.database.Transactions;
import org.sluis.law.Law;
import org.sluis.party.Directory;
import org.sluis.policy.InForce;
import org.springframework.boot.SpringApplication;
import org.springframework.context.support.GenericApplicationContext;

/** {@code serve} without the subject's lock, for the control of the storm that must fail; here among the tests and nowhere else. */
public final class UnlockedNode {
    private static final Duration PAUSE = Duration.ofMillis(400);

    private UnlockedNode() {}

    /** @param arguments {@code serve --port PORT} */
    public static void main(String[] arguments) {
        SpringApplication application = new SpringApplication(SluisApplication.class);
        application.addInitializers(start -> {
            var context = (GenericApplicationContext) start;
            context.registerBean(
                    "openLocks",
                    SendLocks.class,
                    () -> new OpenLocks(
                            context.getBean(InForce.class),
                            context.getBean(Directory.class),
                            context.getBean(Register.class),
                            context.getBean(Law.class),
                            subject -> {},
                            PAUSE),
                    bean -> bean.setPrimary(true));
            context.registerBean(
                    "waitsForLeases",
                    Drain.class,
                    () -> new WaitsForLeases(context.getBean(Transactions.class)),
                    bean -> bean.setPrimary(true));
        });
        application.run("--server.port=" + arguments[2]);
    }
}
