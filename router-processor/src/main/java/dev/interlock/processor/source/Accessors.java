package dev.interlock.processor.source;

import java.util.Objects;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;

/** Finds the accessors of record components. */
public final class Accessors {
    private Accessors() {}

    /** The accessor of a component. With ECJ, a component has none before the members of its record have been read. */
    public static ExecutableElement of(RecordComponentElement component) {
        ExecutableElement accessor = component.getAccessor();
        if (accessor != null) {
            return accessor;
        }
        Objects.requireNonNull(component.getEnclosingElement()).getEnclosedElements();
        return component.getAccessor();
    }
}
