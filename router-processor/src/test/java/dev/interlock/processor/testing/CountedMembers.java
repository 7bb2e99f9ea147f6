package dev.interlock.processor.testing;

import java.lang.reflect.Proxy;
import java.util.List;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;

/** Wraps the methods of a class, and counts how often the members of the class are listed. */
public final class CountedMembers {
    private final List<ExecutableElement> methods;
    private int lists;

    public CountedMembers(TypeElement type) {
        TypeElement counted = counted(type);
        methods = type.getEnclosedElements().stream()
                .filter(ExecutableElement.class::isInstance)
                .map(it -> within(counted, it))
                .toList();
    }

    public List<ExecutableElement> methods() {
        return methods;
    }

    /** Returns how often the members were listed. */
    public int lists() {
        return lists;
    }

    private TypeElement counted(TypeElement type) {
        return (TypeElement) Proxy.newProxyInstance(
                TypeElement.class.getClassLoader(), new Class<?>[] {TypeElement.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("getEnclosedElements")) {
                        lists++;
                        return methods;
                    }
                    return method.getName().equals("equals") ? proxy == arguments[0] : method.invoke(type, arguments);
                });
    }

    private static ExecutableElement within(TypeElement around, Element member) {
        return (ExecutableElement) Proxy.newProxyInstance(
                TypeElement.class.getClassLoader(),
                new Class<?>[] {ExecutableElement.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getEnclosingElement" -> around;
                    case "equals" -> proxy == arguments[0];
                    default -> method.invoke(member, arguments);
                });
    }
}
