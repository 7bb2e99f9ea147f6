package dev.interlock.processor.source;

import java.util.Objects;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;

/** Finds the accessors of record components. */
public final class Accessors {
    private Accessors() {}

    /**
     * Returns the accessor of a component. With ECJ, a component has no accessor before the members of its record are
     * read.
     */
    public static ExecutableElement of(RecordComponentElement component) {
        ExecutableElement accessor = component.getAccessor();
        if (accessor != null) {
            return accessor;
        }
        Objects.requireNonNull(component.getEnclosingElement()).getEnclosedElements();
        return component.getAccessor();
    }
}
