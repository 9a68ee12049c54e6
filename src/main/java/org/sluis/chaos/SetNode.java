package org.sluis.chaos;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.sluis.SluisApplication;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.SpringApplication;

/**
 * {@code serve} on a machine whose clock the storm sets (F8): a line {@code <seconds>} on its standard input moves it so far from
 * the true time, back too. A program of its own: the gateway has no switch for it.
 */
public final class SetNode {
    private SetNode() {}

    /** A gateway whose bean {@code clock} is {@link Moved}. */
    static SpringApplication gateway() {
        SpringApplication application = new SpringApplication(SluisApplication.class);
        application.addInitializers(start -> start.getBeanFactory().addBeanPostProcessor(new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                return name.equals("clock") ? new Moved((Clock) bean) : bean;
            }
        }));
        return application;
    }

    /** @param arguments {@code serve --port PORT} */
    public static void main(String[] arguments) throws IOException {
        Moved clock = gateway().run("--server.port=" + arguments[2]).getBean("clock", Moved.class);
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            clock.move(Duration.ofSeconds(Long.parseLong(line)));
        }
    }

    /** The true time until it is moved. */
    static final class Moved extends Clock {
        private final Clock truth;
        private volatile Duration by = Duration.ZERO;

        Moved(Clock truth) {
            this.truth = truth;
        }

        /** @param by from the true time, and not from where it is */
        void move(Duration by) {
            this.by = by;
        }

        @Override
        public Instant instant() {
            return truth.instant().plus(by);
        }

        @Override
        public ZoneId getZone() {
            return truth.getZone();
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.offset(truth.withZone(zone), by);
        }
    }
}
