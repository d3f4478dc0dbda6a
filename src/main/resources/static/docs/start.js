window.addEventListener('load', async () => {
  const answer = await fetch('/api/v1/openapi');
  if (answer.status === 401) {
    // the session has ended while the page was open
    location.assign('/login?to=/docs/');
    return;
  }
  const openapi = await answer.json();
  // ask the hub this page came from, whatever name it was reached by
  openapi.servers = [{ url: '/api/v1' }];
  // the page's own log-in is a session; with these another user or key can be tried
  openapi.components = openapi.components || {};
  openapi.components.securitySchemes = {
    apiKey: { type: 'apiKey', in: 'header', name: 'X-API-Key' },
    token: { type: 'http', scheme: 'bearer' },
  };
  openapi.security = [{ apiKey: [] }, { token: [] }];
  SwaggerUIBundle({
    spec: openapi,
    dom_id: '#swagger-ui',
    deepLinking: true,
    // the default asks a public service to check the document
    validatorUrl: null,
    requestInterceptor: (request) => {
      request.headers['X-XSRF-TOKEN'] = pageToken();
      return request;
    },
  });
});

/** What the hub wants back from its own pages with everything that changes something. */
function pageToken() {
  const cookie = document.cookie.split('; ').find((each) => each.startsWith('XSRF-TOKEN='));
  return cookie ? cookie.substring('XSRF-TOKEN='.length) : '';
}
