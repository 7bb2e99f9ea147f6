package shop;

import dev.interlock.http.Filter;
import dev.interlock.http.Principal;

public final class Auth implements Filter {
  public record User(String name) implements Principal {
    @Override
    public boolean hasRole(String role) {
      return role.equals(name);
    }
  }
}
