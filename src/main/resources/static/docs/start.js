window.addEventListener('load', async () => {
  const document = await (await fetch('/api/v1/openapi')).json();
  // ask the hub this page came from, whatever name it was reached by
  document.servers = [{ url: '/api/v1' }];
  SwaggerUIBundle({
    spec: document,
    dom_id: '#swagger-ui',
    deepLinking: true,
    // the default asks a public service to check the document
    validatorUrl: null,
  });
});
