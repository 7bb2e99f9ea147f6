package dev.interlock.example.shop;

import com.google.protobuf.Internal;
import com.google.protobuf.Message;
import dev.interlock.http.RouteInfo;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.stream.Stream;

/** Finds the messages that the handlers of a route return. */
final class MessageTypes {
    private MessageTypes() {}

    /** Whether a handler of the route returns a message, and not a stream of them. */
    static boolean hasMessage(List<RouteInfo> routes, String route) {
        return types(routes, route).findFirst().isPresent();
    }

    /** Returns the empty message of the type that handlers of the route return. */
    static Message ofResponse(List<RouteInfo> routes, String route) {
        return Internal.getDefaultInstance(types(routes, route).findFirst().orElseThrow());
    }

    private static Stream<Class<? extends Message>> types(List<RouteInfo> routes, String route) {
        return routes.stream()
                .filter(info -> info.toString().equals(route))
                .flatMap(info -> handlers(info.handler()))
                .flatMap(handler -> message(handler.getGenericReturnType()).stream());
    }

    /** Returns the methods with the name of a handler, such as {@code shop.users.UserController.find}. */
    private static Stream<Method> handlers(String name) {
        int dot = name.lastIndexOf('.');
        try {
            return Stream.of(Class.forName(name.substring(0, dot)).getMethods())
                    .filter(method -> method.getName().equals(name.substring(dot + 1)));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Optional<Class<? extends Message>> message(Type type) {
        if (type instanceof ParameterizedType generic) {
            boolean isStream = generic.getRawType().equals(Flow.Publisher.class);
            return isStream ? Optional.empty() : message(generic.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> found && Message.class.isAssignableFrom(found)
                ? Optional.of(found.asSubclass(Message.class))
                : Optional.empty();
    }
}
