package dev.interlock.processor.write;

import com.palantir.javapoet.AnnotationSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.Generated;
import javax.lang.model.element.Element;
import javax.lang.model.element.ModuleElement;
import javax.lang.model.util.ElementFilter;
import org.jspecify.annotations.Nullable;

/**
 * Creates the annotation {@code @Generated} for generated classes. The annotation belongs to the module {@code
 * java.compiler}, which few modules read.
 */
public final class GeneratedMark {
    private static final String MODULE = "java.compiler";

    private GeneratedMark() {}

    /**
     * Returns the annotation; empty if the module of the source does not read {@code java.compiler}.
     *
     * @param source element that the class is generated from
     * @param processor qualified name of the processor
     */
    public static List<AnnotationSpec> of(Element source, String processor) {
        ModuleElement module = module(source);
        boolean isVisible =
                module == null || module.isUnnamed() || required(module).anyMatch(it -> brings(it, new HashSet<>()));
        return isVisible
                ? List.of(AnnotationSpec.builder(Generated.class)
                        .addMember("value", "$S", processor)
                        .build())
                : List.of();
    }

    private static @Nullable ModuleElement module(Element source) {
        Element element = source;
        while (element != null && !(element instanceof ModuleElement)) {
            element = element.getEnclosingElement();
        }
        return (ModuleElement) element;
    }

    private static Stream<ModuleElement> required(ModuleElement module) {
        return ElementFilter.requiresIn(Directives.of(module)).stream()
                .map(ModuleElement.RequiresDirective::getDependency);
    }

    /**
     * Whether a module that reads {@code module} also reads {@code java.compiler}: {@code module} is that module, or
     * requires it transitively.
     *
     * @param seen modules that were visited before; automatic modules can require each other in a cycle
     */
    private static boolean brings(ModuleElement module, Set<ModuleElement> seen) {
        return seen.add(module)
                && (module.getQualifiedName().contentEquals(MODULE)
                        || ElementFilter.requiresIn(Directives.of(module)).stream()
                                .filter(ModuleElement.RequiresDirective::isTransitive)
                                .anyMatch(directive -> brings(directive.getDependency(), seen)));
    }
}
