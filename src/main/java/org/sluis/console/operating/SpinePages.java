package org.sluis.console.operating;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.sluis.console.SignedIn;
import org.sluis.delivery.Operating;
import org.sluis.disclosure.Spine;
import org.sluis.law.Law;
import org.sluis.policy.InForce;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.ApplicationContext;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** For an operator: the path of a message as a picture that moves, what stands behind it, and which edition of everything runs. */
@Controller
class SpinePages {
    private final Spine spine;
    private final Operating operating;
    private final InForce inForce;
    private final Law law;
    private final MeterRegistry meters;
    private final BuildProperties build;
    private final Instant started;

    SpinePages(
            Spine spine,
            Operating operating,
            InForce inForce,
            Law law,
            MeterRegistry meters,
            BuildProperties build,
            ApplicationContext started) {
        this.spine = spine;
        this.operating = operating;
        this.inForce = inForce;
        this.law = law;
        this.meters = meters;
        this.build = build;
        this.started = Instant.ofEpochMilli(started.getStartupDate());
    }

    /** @param number of what happened on this node @param mean milliseconds */
    record Taken(String name, long number, double mean) {}

    @GetMapping("/console/spine")
    String spine(@ModelAttribute("signedIn") SignedIn who, Model model) {
        model.addAttribute("version", build.getVersion());
        model.addAttribute("started", started);
        model.addAttribute("law", law.digest());
        model.addAttribute("packs", inForce.of(who.tenant()).packs().digest());
        return now(who, model).replace(" :: now", "");
    }

    /** The picture alone, for a page that stands open. */
    @GetMapping("/console/spine/now")
    String now(@ModelAttribute("signedIn") SignedIn who, Model model) {
        model.addAttribute("overview", operating.overview(who.caller()));
        List<Spine.Step> steps = spine.steps();
        model.addAttribute("steps", steps);
        model.addAttribute(
                "slowest", steps.stream().mapToDouble(Spine.Step::mean).max().orElse(0));
        model.addAttribute("taken", List.of(taken("sluis.log.commit"), taken("sluis.delivery.lease")));
        return "spine :: now";
    }

    private Taken taken(String name) {
        Timer timer = meters.find(name).timer();
        return timer == null
                ? new Taken(name, 0, 0)
                : new Taken(name, timer.count(), timer.mean(TimeUnit.MILLISECONDS));
    }
}
