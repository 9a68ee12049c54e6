package org.sluis.disclosure.folder;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.spi.ExceptionHandler;
import org.sluis.canonical.Reason;
import org.sluis.canonical.Refused;
import org.sluis.connector.Connectors;
import org.sluis.disclosure.Answer;
import org.sluis.law.Law;
import org.sluis.party.Passes;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

@Configuration(proxyBeanMethods = false)
class FolderConfiguration {

    /** A folder that is wrong stops the start, whether something is in it or not. */
    @Bean
    FolderFilter folderFilter(Environment settings, Connectors connectors, Clock clock, Law law) {
        Map<String, Folder.Written> written = Binder.get(settings)
                .bind("sluis.folders", Bindable.mapOf(String.class, Folder.Written.class))
                .orElse(Map.of());
        List<Folder> folders = new ArrayList<>();
        written.forEach((name, set) -> {
            if (set.sftp().open() && !set.open()) {
                throw new IllegalArgumentException(
                        "sluis.folders." + name + ".open: what comes by SFTP goes through it; write true");
            }
            if (set.open()) {
                Folder folder = Folder.of(name, set);
                connectors.in(folder.door().connector());
                folders.add(folder);
            }
        });
        return new FolderFilter(folders, clock, law.settings().zone());
    }

    /** A name of a file can be a child's, and so can what a failure says of it: the machine's log gets its class alone. */
    @Bean
    ExceptionHandler folderTrouble() {
        return new FolderTrouble();
    }

    @Bean
    ChecksumFilter checksumFilter() {
        return new ChecksumFilter();
    }

    @Bean
    FolderDoor folderDoor(FolderFilter filter, Connectors connectors, Passes passes, ProducerTemplate camel) {
        return new FolderDoor(filter, connectors, passes, arrival -> {
            if (!camel.getCamelContext().isStarted()) {
                throw new Refused(
                        Reason.GATEWAY_NOT_READY); // it opens or closes: the next poll, or the next start, goes on
            }
            return camel.requestBody("direct:disclosure", arrival, Answer.class);
        });
    }
}
