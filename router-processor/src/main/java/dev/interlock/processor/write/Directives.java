package dev.interlock.processor.write;

import java.util.List;
import javax.lang.model.element.ModuleElement;

/** Reads the directives of modules. */
public final class Directives {
    private Directives() {}

    /** Returns the directives of a module. With ECJ, an automatic module has none. */
    public static List<? extends ModuleElement.Directive> of(ModuleElement module) {
        try {
            return module.getDirectives();
        } catch (NullPointerException e) {
            // ECJ throws this for automatic modules.
            return List.of();
        }
    }
}
