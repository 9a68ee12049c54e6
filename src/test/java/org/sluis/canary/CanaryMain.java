package org.sluis.canary;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.slf4j.LoggerFactory;
import org.sluis.SluisApplication;
import org.springframework.boot.SpringApplication;

/** A gateway in a process of its own. It says when it is ready, and its metrics each time it is asked by an empty line. */
final class CanaryMain {
    static final String READY = "READY ";
    static final String METRICS = "END OF METRICS";
    static final String PLANTED = "canary.planted";

    private CanaryMain() {}

    public static void main(String[] arguments) throws Exception {
        var context = SpringApplication.run(SluisApplication.class, arguments);
        PrometheusMeterRegistry metrics = context.getBean(PrometheusMeterRegistry.class);
        String[] planted = context.getEnvironment().getRequiredProperty(PLANTED).split(",");
        LoggerFactory.getLogger("org.sluis.canary").trace("{}", planted[0]);
        metrics.counter("canary", "planted", planted[1]).increment();
        System.out.println(
                READY + "http://localhost:" + context.getEnvironment().getProperty("local.server.port"));
        BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        while (asked.readLine() != null) {
            System.out.println(metrics.scrape());
            System.out.println(METRICS);
        }
        context.close();
    }
}
