package dev.interlock.processor.write;

import java.util.List;
import javax.lang.model.element.ModuleElement;

/** Reads the directives of module declarations. */
public final class Directives {
    private Directives() {}

    /** Returns the directives of a module. With ECJ, returns an empty list for an automatic module. */
    public static List<? extends ModuleElement.Directive> of(ModuleElement module) {
        try {
            return module.getDirectives();
        } catch (NullPointerException e) {
            // ECJ throws this exception for automatic modules.
            return List.of();
        }
    }
}
