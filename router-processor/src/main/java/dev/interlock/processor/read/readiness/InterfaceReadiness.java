package dev.interlock.processor.read.readiness;

import com.google.auto.common.MoreTypes;
import com.google.auto.common.SuperficialValidation;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/**
 * Decides whether the processor can read a view or writer in this round. If a type that the interface names does not
 * exist yet, another processor may generate it for a later round.
 */
public final class InterfaceReadiness {
    private InterfaceReadiness() {}

    /** Whether all types exist that the interface and its superinterfaces name. */
    public static boolean isReady(TypeElement type) {
        return SuperficialValidation.validateElement(type)
                && type.getInterfaces().stream()
                        .filter(parent -> parent.getKind() == TypeKind.DECLARED)
                        .allMatch(parent -> isReady(MoreTypes.asTypeElement(parent)));
    }
}
