package dev.interlock.processor.digest;

import dev.interlock.processor.runtime.RuntimeNames;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/**
 * Selects the annotations that digests contain. Tools add annotations to class files that the sources lack. For
 * example, Lombok copies annotations of fields to their accessors, and persistence libraries mark the members that they
 * add. A class without its own digest may be read from its class file. The text of such a class contains an annotation
 * only if routers depend on the annotation and no tool adds it.
 */
enum KeptAnnotations {
    /** For a class with its own digest: all annotations except Lombok's. The class is always read from its source. */
    ALL {
        @Override
        boolean contain(AnnotationUse use) {
            return !use.name().startsWith(LOMBOK);
        }
    },
    /**
     * For a record, enum, interface or annotation without its own digest. More annotations count than in other classes,
     * because Lombok does not change these types.
     */
    OF_DATA {
        @Override
        boolean contain(AnnotationUse use) {
            return OF_CLASSES.contain(use)
                    || use.name().startsWith(JACKSON)
                    || use.name().endsWith(".Nullable");
        }
    },
    OF_CLASSES {
        @Override
        boolean contain(AnnotationUse use) {
            return NAMING.contains(use.name())
                    || PREFIXES.stream().anyMatch(use.name()::startsWith)
                    || use.isConstraint();
        }
    };

    private static final String LOMBOK = "lombok.";
    private static final String GENERATED = "lombok.Generated";
    private static final String JACKSON = "com.fasterxml.jackson.annotation.";
    /** Names of Jackson annotations. On a class, these annotations decide the names of JSON members. */
    private static final Set<String> NAMING = Set.of(
            JACKSON + "JsonIgnoreProperties",
            JACKSON + "JsonIncludeProperties",
            "com.fasterxml.jackson.databind.annotation.JsonNaming");

    private static final List<String> PREFIXES =
            List.of(RuntimeNames.ANNOTATIONS, "jakarta.validation.", "io.avaje.jsonb.");

    abstract boolean contain(AnnotationUse use);

    static KeptAnnotations of(TypeElement type, boolean isSource) {
        if (isSource) {
            return ALL;
        }
        return type.getKind() == ElementKind.CLASS ? OF_CLASSES : OF_DATA;
    }

    /** Whether a value has {@code @Valid}. The constraints of its members are then checked. */
    static boolean isValid(Element value) {
        return AnnotationNames.has(value, "jakarta.validation.Valid");
    }

    /** Whether Lombok has marked a member as generated. Lombok versions before 1.18.34 do not mark members. */
    static boolean isOfLombok(Element member) {
        return AnnotationNames.has(member, GENERATED);
    }
}
