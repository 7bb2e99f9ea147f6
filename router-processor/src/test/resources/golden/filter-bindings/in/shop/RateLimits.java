package shop;

import dev.interlock.http.Filter;
import dev.interlock.http.FilterFactory;
import dev.interlock.http.RouteInfo;

public final class RateLimits implements FilterFactory<RateLimit> {
  @Override
  public Filter create(RateLimit annotation, RouteInfo route) {
    return new Filter() {};
  }
}
