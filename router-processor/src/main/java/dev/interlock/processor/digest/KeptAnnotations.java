package dev.interlock.processor.digest;

import dev.interlock.processor.runtime.RuntimeNames;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/**
 * The annotations that digests contain. Other tools write annotations into class files, which the sources lack: Lombok
 * copies those of fields to the accessors that it writes, and persistence libraries mark the members that they add. So
 * a class without a digest of its own counts with those annotations alone that routers are made from, where these tools
 * write none.
 */
enum KeptAnnotations {
    /** Of a class that is always read from its source. */
    ALL {
        @Override
        boolean contain(AnnotationUse use) {
            return !use.name().startsWith(LOMBOK);
        }
    },
    /** Of a record, enum, interface or annotation, which Lombok leaves alone. */
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
    /** Annotations of Jackson on a class that name the members of its JSON. */
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

    /** Whether the members of a value are checked. */
    static boolean isValid(Element value) {
        return AnnotationNames.has(value, "jakarta.validation.Valid");
    }

    /** Whether Lombok has written a member, and says so. Before its version 1.18.34 it does not. */
    static boolean isOfLombok(Element member) {
        return AnnotationNames.has(member, GENERATED);
    }
}
