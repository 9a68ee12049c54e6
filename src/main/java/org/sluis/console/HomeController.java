package org.sluis.console;

import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;

/** Where everyone comes in: what their roles are, and what they can do with these. */
@Controller
class HomeController {

    @GetMapping("/console")
    String home() {
        return "home";
    }
}
