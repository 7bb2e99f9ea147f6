package dev.interlock.processor.read.readiness;

import com.google.auto.common.MoreTypes;
import com.google.auto.common.SuperficialValidation;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.TypeKind;

/**
 * Decides whether the processor can read a view or writer in this round. Another processor may generate the types that
 * the interface names in a later round.
 */
public final class InterfaceReadiness {
    private InterfaceReadiness() {}

    /** Whether all types exist that are named in the interface or in an interface that it extends. */
    public static boolean isReady(TypeElement type) {
        return SuperficialValidation.validateElement(type)
                && type.getInterfaces().stream()
                        .filter(parent -> parent.getKind() == TypeKind.DECLARED)
                        .allMatch(parent -> isReady(MoreTypes.asTypeElement(parent)));
    }
}
