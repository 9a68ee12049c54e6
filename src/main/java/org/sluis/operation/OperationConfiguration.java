package org.sluis.operation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.Filter;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.sluis.audit.Ledger;
import org.sluis.audit.Sequencer;
import org.sluis.database.Transactions;
import org.sluis.delivery.Dispatcher;
import org.sluis.delivery.reach.RecipientWatch;
import org.sluis.policy.publish.Approvals;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

@Configuration(proxyBeanMethods = false)
class OperationConfiguration {

    @Bean
    LogMeters logMeters(MeterRegistry registry, Ledger ledger, Sequencer sequencer) {
        LogMeters meters = new LogMeters(registry, sequencer::lag);
        ledger.whenRecorded(meters);
        return meters;
    }

    @Bean(initMethod = "start")
    QueueMeters queueMeters(MeterRegistry registry, Transactions transactions) {
        return new QueueMeters(registry, transactions);
    }

    @Bean
    RecipientMeters recipientMeters(MeterRegistry registry, RecipientWatch watch, Clock clock) {
        RecipientMeters meters = new RecipientMeters(registry, clock);
        watch.whenLooked(meters);
        return meters;
    }

    @Bean
    Timer leaseTimer(MeterRegistry registry, Dispatcher dispatcher) {
        Timer leases = LogMeters.timer(
                registry,
                "sluis.delivery.lease",
                "From the lease of a send to the commit of what became of it",
                Duration.ofSeconds(20));
        dispatcher.whenSettled(nanos -> leases.record(nanos, TimeUnit.NANOSECONDS));
        return leases;
    }

    @Bean
    Gauge unapprovedPolicies(MeterRegistry registry, Approvals approvals) {
        return Gauge.builder("sluis.policies.approved.by.nobody", approvals, Approvals::byNobody)
                .description("Policies in force as shipped, that no two persons approved")
                .register(registry);
    }

    @Bean
    MetricsServer metricsServer(PrometheusMeterRegistry registry, @Value("${sluis.metrics.listen:}") String listen) {
        return new MetricsServer(registry::scrape, listen);
    }

    /** The name is what the health answer calls it: {@code clock}. */
    @Bean
    HealthIndicator clockHealthIndicator(Transactions transactions, @Qualifier("clock") Clock clock) {
        return new ClockHealth(transactions, clock);
    }

    /** By the bean {@code clock}, which is the machine's. */
    @Bean(initMethod = "start")
    ClockWatch clockWatch(Transactions transactions, @Qualifier("clock") Clock clock, Ledger ledger) {
        return new ClockWatch(transactions, clock, ledger);
    }

    @Bean
    FilterRegistrationBean<Filter> onlyInTime(ClockWatch watch) {
        FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(watch::filter);
        registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return registration;
    }
}
