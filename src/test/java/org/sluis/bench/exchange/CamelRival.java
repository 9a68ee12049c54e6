package org.sluis.bench.exchange;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.IParser;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.UUID;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.hl7.fhir.r4.model.CarePlan;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.http.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.DispatcherServletAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.ServletWebServerFactoryAutoConfiguration;
import org.springframework.boot.autoconfigure.web.servlet.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * What one would write with Camel and HAPI alone: a plan comes in over platform-http, is parsed, changed, encoded and
 * forwarded. Nothing is checked, nothing is left out. With a database address each is also written to an outbox, one row
 * and one commit, before it is forwarded; nobody ever marks it as sent.
 */
@ImportAutoConfiguration({
    ServletWebServerFactoryAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    TaskExecutionAutoConfiguration.class,
    org.apache.camel.spring.boot.CamelAutoConfiguration.class,
    org.apache.camel.component.platform.http.springboot.PlatformHttpComponentAutoConfiguration.class,
    org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpAutoConfiguration.class
})
class CamelRival {
    /** {@code --recipient=URL [--outbox=JDBC-URL --user=U --password=P] --server.port=N} */
    public static void main(String[] arguments) {
        SpringApplication.run(CamelRival.class, arguments);
    }

    @Bean
    RouteBuilder route(org.springframework.core.env.Environment given) {
        FhirContext fhir = FhirContext.forR4();
        HikariDataSource outbox = given.containsProperty("outbox") ? outbox(given) : null;
        return new RouteBuilder() {
            @Override
            public void configure() {
                from("platform-http:/plan?httpMethodRestrict=POST")
                        .convertBodyTo(String.class)
                        .process(exchange -> {
                            IParser parser = fhir.newJsonParser();
                            CarePlan plan = parser.parseResource(
                                    CarePlan.class, exchange.getMessage().getBody(String.class));
                            plan.setId(UUID.randomUUID().toString());
                            String changed = parser.encodeResourceToString(plan);
                            if (outbox != null) {
                                write(outbox, changed);
                            }
                            exchange.getMessage().removeHeaders("*");
                            exchange.getMessage().setHeader(Exchange.HTTP_METHOD, "POST");
                            exchange.getMessage().setHeader(Exchange.CONTENT_TYPE, "application/fhir+json");
                            exchange.getMessage().setBody(changed);
                        })
                        .to(given.getProperty("recipient") + "?connectionsPerRoute=64")
                        .removeHeaders("*")
                        .setBody(constant("{}"));
            }
        };
    }

    private static void write(HikariDataSource outbox, String plan) throws Exception {
        try (java.sql.Connection connection = outbox.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO camel_outbox VALUES (?, ?)")) {
            insert.setObject(1, UUID.randomUUID());
            insert.setString(2, plan);
            insert.executeUpdate();
            connection.commit();
        }
    }

    private static HikariDataSource outbox(org.springframework.core.env.Environment given) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(given.getProperty("outbox"));
        pool.setUsername(given.getProperty("user"));
        pool.setPassword(given.getProperty("password"));
        pool.setMaximumPoolSize(16);
        pool.setAutoCommit(false);
        try (java.sql.Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS camel_outbox");
            statement.execute("CREATE TABLE camel_outbox (id uuid PRIMARY KEY, plan text NOT NULL)");
            connection.commit();
        } catch (java.sql.SQLException refused) {
            throw new IllegalStateException(refused);
        }
        return pool;
    }
}
