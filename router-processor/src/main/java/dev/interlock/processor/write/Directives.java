package dev.interlock.processor.write;

import java.util.List;
import javax.lang.model.element.ModuleElement;

/** The directives of modules. */
public final class Directives {
    private Directives() {}

    /** The directives of a module; none for an automatic module with ECJ. */
    public static List<? extends ModuleElement.Directive> of(ModuleElement module) {
        try {
            return module.getDirectives();
        } catch (NullPointerException e) {
            // ECJ throws this for automatic modules.
            return List.of();
        }
    }
}
