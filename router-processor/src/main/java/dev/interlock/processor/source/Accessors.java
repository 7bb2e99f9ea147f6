package dev.interlock.processor.source;

import java.util.Objects;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.RecordComponentElement;

/** Finds the accessors of record components. */
public final class Accessors {
    private Accessors() {}

    /**
     * Returns the accessor of a record component. In ECJ, the component has an accessor only after the members of the
     * record were requested.
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
