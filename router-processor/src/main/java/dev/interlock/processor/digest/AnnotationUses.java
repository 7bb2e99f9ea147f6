package dev.interlock.processor.digest;

import java.util.HashMap;
import java.util.Map;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;

/**
 * Cache of facts about annotation types. The cache reads each type only once in a round, although some types annotate
 * thousands of elements.
 */
final class AnnotationUses {
    private final Map<Element, AnnotationUse> known = new HashMap<>();

    AnnotationUse of(AnnotationMirror annotation) {
        return known.computeIfAbsent(annotation.getAnnotationType().asElement(), type -> AnnotationUse.of(annotation));
    }
}
