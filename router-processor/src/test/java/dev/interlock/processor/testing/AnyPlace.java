package dev.interlock.processor.testing;

import dev.interlock.processor.report.Place;
import java.lang.reflect.Proxy;
import javax.lang.model.element.TypeElement;

/** Provides a place for tests to which the place does not matter. */
public final class AnyPlace {
    /** A place. Its element supports only comparison and conversion to text. */
    public static final Place PLACE = Place.of((TypeElement) Proxy.newProxyInstance(
            AnyPlace.class.getClassLoader(),
            new Class<?>[] {TypeElement.class},
            (proxy, method, arguments) -> switch (method.getName()) {
                case "toString" -> "shop.Orders";
                case "getEnclosingElement" -> null;
                default -> throw new UnsupportedOperationException(method.getName());
            }));

    private AnyPlace() {}
}
