package dev.interlock.processor.digest;

import dev.interlock.processor.runtime.RuntimeNames;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.TypeElement;

/**
 * Annotations that digests contain. Other tools write annotations into class files that the sources lack: Lombok copies
 * those of fields to its accessors, and persistence libraries mark the members that they add. So the digest of a class
 * without a digest of its own contains only annotations that routers are generated from and that these tools do not
 * write.
 */
enum KeptAnnotations {
    /** Annotations of a class that is always read from its source. */
    ALL {
        @Override
        boolean contain(AnnotationUse use) {
            return !use.name().startsWith(LOMBOK);
        }
    },
    /** Annotations of a record, enum, interface or annotation. Lombok does not change these. */
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
    /** Jackson's annotations on a class that name the members of its JSON. */
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

    /** Whether Lombok has marked a member as generated. Versions before 1.18.34 do not mark members. */
    static boolean isOfLombok(Element member) {
        return AnnotationNames.has(member, GENERATED);
    }
}
