package org.sluis.console;

import java.util.List;
import java.util.stream.Stream;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Where everyone comes in: what their roles are, what they can do with these, and in a demo where to look first. */
@Controller
class HomeController {
    private static final List<Room> TOUR =
            List.of(Room.SPINE, Room.MATRIX, Room.LOG, Room.DRAFTS, Room.PROOF, Room.TRIAL, Room.WAITING);

    private final ObjectProvider<SignInHints> demo;

    HomeController(ObjectProvider<SignInHints> demo) {
        this.demo = demo;
    }

    @GetMapping("/console")
    String home(@ModelAttribute("rooms") List<Room> rooms, Model model) {
        Stream<Room> tour = demo.getIfAvailable() == null ? Stream.of() : TOUR.stream();
        model.addAttribute("tour", tour.filter(rooms::contains).toList());
        return "home";
    }
}
