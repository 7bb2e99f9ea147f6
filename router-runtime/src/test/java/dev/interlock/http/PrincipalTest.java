package dev.interlock.http;

import static com.google.common.truth.Truth.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.interlock.generated.dispatch.RequestPath;
import dev.interlock.internal.message.ReceivedRequest;
import dev.interlock.internal.message.RequestFixture;
import org.junit.jupiter.api.Test;

class PrincipalTest {
    private record User(String name, String role) implements Principal {
        @Override
        public boolean hasRole(String asked) {
            return asked.equals(role);
        }
    }

    private record Robot(String name) implements Principal {
        @Override
        public boolean hasRole(String asked) {
            return false;
        }
    }

    private static ReceivedRequest of(Principal caller) {
        ReceivedRequest request = RequestFixture.get("/").begin();
        request.setPrincipal(caller);
        return request;
    }

    @Test
    void requiresOneRole() {
        of(new User("ada", "clerk")).requireRole("admin", "clerk");
        assertThat(assertThrows(
                                HttpException.class,
                                () -> of(new User("ada", "x")).requireRole("admin", "clerk"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void allowsAnyPrincipalWithoutRoles() {
        of(new Robot("r2")).requireRole();
        assertThat(of(new Robot("r2")).requirePrincipal()).isEqualTo(new Robot("r2"));
        ReceivedRequest unknown = RequestFixture.get("/").begin();
        assertThat(assertThrows(HttpException.class, unknown::requireRole).status())
                .isEqualTo(401);
    }

    @Test
    void returnsPrincipalOfClass() {
        ReceivedRequest request = of(new User("ada", "clerk"));
        assertThat(request.principal(User.class).role()).isEqualTo("clerk");
        assertThat(request.principal(Principal.class).name()).isEqualTo("ada");
        assertThat(request.principalIfAny(Robot.class)).isNull();
        assertThat(assertThrows(HttpException.class, () -> request.principal(Robot.class))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void clearsPrincipalForNextRequest() {
        ReceivedRequest request = of(new Robot("r2"));
        request.setChallenge("Basic");
        RequestFixture.get("/").begin(request);
        assertThat(request.principal()).isNull();
        assertThat(request.challenge()).isNull();
        assertThat(request.principalIfAny(Robot.class)).isNull();
        assertThat(assertThrows(HttpException.class, () -> request.principal(Robot.class))
                        .status())
                .isEqualTo(401);
    }

    @Test
    void copyKeepsPrincipalAndAttributes() {
        ReceivedRequest request = of(new Robot("r2"));
        request.setChallenge("Basic");
        request.setAttribute("shop", "seven");
        ReceivedRequest longer = new ReceivedRequest();

        longer.begin(RequestFixture.get("/").head(), new RequestPath(), request);
        String id = request.id();
        request.end();

        assertThat(longer.principal()).isEqualTo(new Robot("r2"));
        assertThat(longer.challenge()).isEqualTo("Basic");
        assertThat(longer.attribute("shop", String.class)).isEqualTo("seven");
        assertThat(longer.id()).isEqualTo(id);
    }

    @Test
    void endedRequestRejectsPrincipal() {
        ReceivedRequest request = of(new Robot("r2"));
        request.end();
        assertThrows(IllegalStateException.class, request::principal);
        assertThrows(IllegalStateException.class, () -> request.setPrincipal(new Robot("r2")));
        assertThrows(IllegalStateException.class, () -> request.setChallenge("Basic"));
    }
}
